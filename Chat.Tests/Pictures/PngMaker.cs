using System.Buffers.Binary;
using System.IO.Compression;

namespace Chat.Tests.Pictures;

/// <summary>Writes PNG files by hand, also such as no honest program would write.</summary>
internal static class PngMaker
{
    private const byte Grey = 0, Colour = 2;

    public static byte[] Draw(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> colour)
    {
        var rows = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            rows.WriteByte(0);
            for (var x = 0; x < width; x++)
            {
                var (red, green, blue) = colour(x, y);
                rows.Write([red, green, blue]);
            }
        }

        return File(width, height, bits: 8, Colour, rows.ToArray());
    }

    /// <summary>Of rows of three bytes a pixel; hardly packed, since it is only read again.</summary>
    public static byte[] Of(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var rows = new byte[height * ((3 * width) + 1)];
        for (var y = 0; y < height; y++) { rgb.Slice(3 * y * width, 3 * width).CopyTo(rows.AsSpan((y * ((3 * width) + 1)) + 1)); }
        return File(width, height, bits: 8, Colour, rows, CompressionLevel.NoCompression);
    }

    public static byte[] LeftRedRightBlue(int width, int height) =>
        Draw(width, height, (x, _) => x < width / 2 ? ((byte)255, (byte)0, (byte)0) : ((byte)0, (byte)0, (byte)255));

    /// <summary>Truthful: all its pixels are there, in a hundred kilobytes.</summary>
    public static byte[] Bomb(int side) => File(side, side, bits: 1, Grey, new byte[(((long)side + 7) / 8 + 1) * side]);

    /// <summary>Its header claims what its data does not hold.</summary>
    public static byte[] Claim(int width, int height) => File(width, height, bits: 8, Colour, new byte[100]);

    public static byte[] WithChunk(byte[] png, string type, byte[] data)
    {
        const int afterHeader = 8 + 25;
        return [.. png.AsSpan(0, afterHeader), .. Chunk(type, data), .. png.AsSpan(afterHeader)];
    }

    private static byte[] File(int width, int height, byte bits, byte kind, byte[] rows, CompressionLevel level = CompressionLevel.Optimal)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bits, kind);

        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, level)) { zlib.Write(rows); }
        byte[] mark = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        return [.. mark, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[4 + body.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Crc32(body));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var part in bytes)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++) { crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320; }
        }

        return ~crc;
    }
}
