using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Chat.Assistant.Knowledge.Pdf.Filters;

internal static class Flate
{
    // Small steps: of a step that breaks, nothing is had.
    private const int Step = 4_096;

    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> raw, PdfBudget budget)
    {
        // Some writers end the word "stream" in ways that leave a line's end in front.
        while (raw.Length > 0 && raw.Span[0] is (byte)'\r' or (byte)'\n') { raw = raw[1..]; }
        var unpacked = new Unpacked(budget);
        Copy(raw, unpacked, stream => new ZLibStream(stream, CompressionMode.Decompress));

        // A header that is wrong says nothing about what follows.
        if (unpacked.Length is 0 && raw.Length > 2) { Copy(raw[2..], unpacked, stream => new DeflateStream(stream, CompressionMode.Decompress)); }
        return unpacked.Bytes;
    }

    private static void Copy(ReadOnlyMemory<byte> raw, Unpacked unpacked, Func<Stream, Stream> open)
    {
        var bytes = MemoryMarshal.TryGetArray(raw, out var segment) ? segment : new(raw.ToArray());
        using var packed = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var opened = open(packed);
        var buffer = new byte[Step];
        try
        {
            while (opened.Read(buffer) is > 0 and var read) { unpacked.Add(buffer.AsSpan(0, read)); }
        }
        // The latter where zlib wants a dictionary that no PDF has.
        catch (Exception broken) when (broken is InvalidDataException or IOException) { return; }
    }
}
