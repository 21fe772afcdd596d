using Microsoft.Win32.SafeHandles;

namespace Chat.Core.Files.Blanking;

/// <summary>A file on the disk, read and overwritten where it lies; its size never changes.</summary>
internal sealed class BytesOnDisk(SafeFileHandle file)
{
    /// <summary>A directory of a real picture has a few kilobytes.</summary>
    private const int MaxTableBytes = 4 * 1024 * 1024;

    private static readonly byte[] Zeros = new byte[64 * 1024];

    private long _tableBytes;

    public ByteRange Whole { get; } = new(0, RandomAccess.GetLength(file));

    public void Read(ulong at, Span<byte> into)
    {
        var from = Whole.Part(at, (ulong)into.Length).At;
        while (into.Length > 0)
        {
            var read = RandomAccess.Read(file, into, from);
            if (read == 0) { throw new EndOfStreamException(); }
            into = into[read..];
            from += read;
        }
    }

    /// <summary>A directory as a whole. All of one picture together are bounded.</summary>
    public byte[] ReadTable(ulong at, ulong length)
    {
        var range = Whole.Part(at, length);
        _tableBytes += range.Length;
        if (_tableBytes > MaxTableBytes) { throw new BrokenFileException("its directories are too large"); }
        var table = new byte[range.Length];
        Read(at, table);
        return table;
    }

    public void Write(long at, ReadOnlySpan<byte> bytes) => RandomAccess.Write(file, bytes, at);

    public void Zero(long at, long end, CancellationToken cancellationToken)
    {
        while (at < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = (int)Math.Min(Zeros.Length, end - at);
            RandomAccess.Write(file, Zeros.AsSpan(0, length), at);
            at += length;
        }
    }
}
