namespace Chat.Core.Files.Blanking;

/// <summary>What is to be overwritten, gathered while the picture is read and written once all of it was understood.</summary>
internal sealed class Blanks(BytesOnDisk picture)
{
    private const int Most = 100_000;

    private readonly List<ByteRange> _zeros = [];
    private readonly List<(long At, byte[] Bytes)> _changes = [];

    public void Zero(ByteRange range)
    {
        if (_zeros.Count == Most) { throw new BrokenFileException("it has too many parts"); }
        if (range.Length > 0) { _zeros.Add(range); }
    }

    public void Zero(ulong at, ulong length) => Zero(picture.Whole.Part(at, length));

    /// <summary>Makes it free space of the same size.</summary>
    public void Free(IsoBox box)
    {
        Zero(box.Body);
        Change(box.At + 4, "free"u8.ToArray());
    }

    /// <summary>After the zeros, so that a directory never vanishes beneath a value that claims its place.</summary>
    public void Change(long at, byte[] bytes) => _changes.Add((at, bytes));

    public void Write(CancellationToken cancellationToken)
    {
        // In order, each byte once: a hundred thousand values that all claim the whole file cost no more than the file.
        _zeros.Sort((one, other) => one.At.CompareTo(other.At));
        var done = 0L;
        foreach (var range in _zeros)
        {
            picture.Zero(Math.Max(done, range.At), range.End, cancellationToken);
            done = Math.Max(done, range.End);
        }

        foreach (var (at, bytes) in _changes) { picture.Write(at, bytes); }
    }
}
