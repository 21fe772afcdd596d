namespace Chat.Vision.Pictures;

/// <summary>A GIF without its comments, its XMP and whatever follows its end; frames are copied bit for bit.</summary>
/// <remarks>Encoding one again took 3.5 s a megapixel and lost colours. Blocks as in the GIF89a specification.</remarks>
internal static class GifBlocks
{
    private const int HeaderBytes = 13;
    private const byte Extension = 0x21, Frame = 0x2C, Trailer = 0x3B;
    private const byte GraphicControl = 0xF9, Application = 0xFF;

    /// <summary>Null when the blocks are broken or there is no frame.</summary>
    public static byte[]? WithoutMetadata(ReadOnlySpan<byte> gif)
    {
        if (gif.Length < HeaderBytes) { return null; }
        var clean = new MemoryStream(gif.Length);
        var at = HeaderBytes + ColourTable(gif[10]);
        if (at > gif.Length) { return null; }
        clean.Write(gif[..at]);

        var frames = 0;
        while (at < gif.Length && gif[at] != Trailer)
        {
            var length = BlockLength(gif[at..]);
            if (length == 0) { return null; }
            var block = gif.Slice(at, length);
            if (IsKept(block)) { clean.Write(block); }
            if (block[0] == Frame) { frames++; }
            at += length;
        }

        // Many writers forget the last byte, and every viewer forgives them.
        clean.WriteByte(Trailer);
        return frames > 0 ? clean.ToArray() : null;
    }

    private static bool IsKept(ReadOnlySpan<byte> block) => block[0] == Frame || block[1] switch
    {
        GraphicControl => true,
        Application => block[3..].StartsWith("NETSCAPE2.0"u8) || block[3..].StartsWith("ANIMEXTS1.0"u8),
        _ => false,
    };

    /// <summary>0 when it does not end within the file.</summary>
    private static int BlockLength(ReadOnlySpan<byte> rest)
    {
        var head = rest[0] switch
        {
            Extension => 2,

            // Descriptor of ten bytes, colours of its own, and the size of the first code.
            Frame when rest.Length > 9 => 10 + ColourTable(rest[9]) + 1,
            _ => int.MaxValue,
        };

        for (var at = head; at < rest.Length; at += 1 + rest[at])
        {
            if (rest[at] == 0) { return at + 1; }
        }

        return 0;
    }

    private static int ColourTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
}
