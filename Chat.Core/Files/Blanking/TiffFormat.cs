using System.Buffers.Binary;

namespace Chat.Core.Files.Blanking;

/// <summary>Byte order and width of a TIFF file's numbers: classic ones have four bytes, BigTIFF's eight.</summary>
internal sealed record TiffFormat(bool IsLittle, bool IsBig)
{
    public int CountBytes => IsBig ? 8 : 2;

    public int EntryBytes => IsBig ? 20 : 12;

    /// <summary>Of an offset, and of what an entry holds itself.</summary>
    public int OffsetBytes => IsBig ? 8 : 4;

    public static TiffFormat Of(ReadOnlySpan<byte> header) => new(header[0] == 'I', header[2] == '+' || header[3] == '+');

    public ulong Number(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        2 => IsLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
        4 => IsLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => IsLittle ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };

    public void WriteCount(Span<byte> into, int count)
    {
        for (var digit = 0; digit < CountBytes; digit++, count >>= 8) { into[IsLittle ? digit : CountBytes - 1 - digit] = (byte)count; }
    }
}
