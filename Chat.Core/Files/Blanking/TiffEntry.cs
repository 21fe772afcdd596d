namespace Chat.Core.Files.Blanking;

/// <summary>A tag of a TIFF directory. Its value stands in it, or elsewhere when it is too long for that.</summary>
internal readonly ref struct TiffEntry(TiffFormat format, ReadOnlySpan<byte> bytes)
{
    public ushort Tag { get; } = (ushort)format.Number(bytes[..2]);

    public ushort Type { get; } = (ushort)format.Number(bytes[2..4]);

    public ulong Count { get; } = format.Number(bytes.Slice(4, format.OffsetBytes));

    public ReadOnlySpan<byte> Field { get; } = bytes[^format.OffsetBytes..];

    public ulong Bytes
    {
        get
        {
            var each = (ulong)TiffTags.BytesOf(Type);
            if (each == 0) { throw new BrokenFileException("a tag has a type that is not known"); }
            return Count <= long.MaxValue / each ? Count * each : throw new BrokenFileException("a tag is too long");
        }
    }

    public bool IsElsewhere => Bytes > (ulong)Field.Length;
}
