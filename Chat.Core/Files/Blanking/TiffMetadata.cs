namespace Chat.Core.Files.Blanking;

/// <summary>
/// What a TIFF file tells beside its pixels: directories of EXIF and GPS become zeros, and tags that tell something leave the directories of
/// its pictures, the others moving up (TIFF 6.0 §2, BigTIFF).
/// </summary>
internal sealed class TiffMetadata(BytesOnDisk picture, Blanks blanks, CancellationToken cancellationToken)
{
    /// <summary>Pages, and their small copies.</summary>
    private const int MostDirectories = 10_000;

    private readonly Queue<(ulong At, bool IsPicture)> _waiting = [];

    // Each once: a directory may point at any other, itself included.
    private readonly HashSet<ulong> _met = [];
    private TiffFormat _format = new(IsLittle: false, IsBig: false);

    public void Find()
    {
        Span<byte> header = stackalloc byte[8];
        picture.Read(0, header);
        _format = TiffFormat.Of(header);
        Enqueue(_format.IsBig ? ReadOffset(8) : _format.Number(header[4..]), isPicture: true);
        if (_waiting.Count == 0) { throw new BrokenFileException("it holds no picture"); }
        while (_waiting.TryDequeue(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (next.IsPicture) { FindInPicture(next.At); }
            else { FindInMetadata(next.At); }
        }
    }

    private void FindInPicture(ulong at)
    {
        var table = ReadDirectory(at);
        var kept = new byte[table.Length];
        var (size, count) = (_format.CountBytes, 0);
        foreach (var entry in Entries(table))
        {
            var bytes = table.AsSpan(entry);
            if (FindInEntry(new(_format, bytes))) { continue; }
            bytes.CopyTo(kept.AsSpan(size));
            (size, count) = (size + bytes.Length, count + 1);
        }

        var next = table.AsSpan()[^_format.OffsetBytes..];
        Enqueue(_format.Number(next), isPicture: true);
        if (size + next.Length == table.Length) { return; }
        next.CopyTo(kept.AsSpan(size));
        _format.WriteCount(kept, count);
        blanks.Change((long)at, kept);
    }

    /// <summary>Says whether it has to go.</summary>
    private bool FindInEntry(TiffEntry entry)
    {
        if (entry.Tag == TiffTags.SubDirectories) { EnqueueAll(entry, isPicture: true); }
        if (TiffTags.IsDirectoryOfMetadata(entry.Tag)) { EnqueueAll(entry, isPicture: false); }
        else if (!TiffTags.IsTelling(entry.Tag)) { return false; }
        ZeroValue(entry);
        return true;
    }

    /// <summary>What follows it in its chain is not asked: writers leave anything there.</summary>
    private void FindInMetadata(ulong at)
    {
        var table = ReadDirectory(at);
        foreach (var bytes in Entries(table))
        {
            var entry = new TiffEntry(_format, table.AsSpan(bytes));
            if (TiffTags.IsDirectoryOfMetadata(entry.Tag)) { EnqueueAll(entry, isPicture: false); }
            ZeroValue(entry);
        }

        blanks.Zero(at, (ulong)(table.Length - _format.OffsetBytes));
    }

    private void ZeroValue(TiffEntry entry)
    {
        if (entry.IsElsewhere) { blanks.Zero(_format.Number(entry.Field), entry.Bytes); }
    }

    private void EnqueueAll(TiffEntry entry, bool isPicture)
    {
        var width = TiffTags.BytesOf(entry.Type);
        if (width < 4 || entry.Count > MostDirectories) { throw new BrokenFileException("a directory has no place"); }
        var offsets = entry.IsElsewhere ? picture.ReadTable(_format.Number(entry.Field), entry.Bytes) : entry.Field[..(int)entry.Bytes];
        for (var at = 0; at < offsets.Length; at += width) { Enqueue(_format.Number(offsets.Slice(at, width)), isPicture); }
    }

    private void Enqueue(ulong at, bool isPicture)
    {
        if (at == 0 || !_met.Add(at)) { return; }
        if (_met.Count > MostDirectories) { throw new BrokenFileException("it has too many directories"); }
        _waiting.Enqueue((at, isPicture));
    }

    /// <summary>Count, entries and the place of the next one.</summary>
    private byte[] ReadDirectory(ulong at)
    {
        Span<byte> head = stackalloc byte[_format.CountBytes];
        picture.Read(at, head);
        var count = _format.Number(head);
        if (count > ushort.MaxValue) { throw new BrokenFileException("a directory is too long"); }
        return picture.ReadTable(at, (ulong)(head.Length + _format.OffsetBytes) + count * (ulong)_format.EntryBytes);
    }

    private IEnumerable<Range> Entries(byte[] table)
    {
        for (var at = _format.CountBytes; at < table.Length - _format.OffsetBytes; at += _format.EntryBytes) { yield return at..(at + _format.EntryBytes); }
    }

    private ulong ReadOffset(ulong at)
    {
        Span<byte> offset = stackalloc byte[_format.OffsetBytes];
        picture.Read(at, offset);
        return _format.Number(offset);
    }
}
