using System.Buffers.Binary;

namespace Chat.Core.Files;

/// <summary>Formats with a fixed mark near the front.</summary>
internal static class Signatures
{
    public static string? Detect(ReadOnlySpan<byte> head) =>
        Picture(head) ?? Sound(head) ?? Video(head) ?? Document(head);

    private static string? Picture(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) { return ContentTypes.Jpeg; }
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) { return ContentTypes.Png; }
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) { return ContentTypes.Gif; }
        if (IsRiff(head, "WEBP"u8)) { return ContentTypes.Webp; }
        if (IsTiff(head)) { return ContentTypes.Tiff; }
        return IsBitmap(head) ? ContentTypes.Bmp : null;
    }

    private static string? Sound(ReadOnlySpan<byte> head)
    {
        if (IsRiff(head, "WAVE"u8)) { return ContentTypes.Wav; }
        if (head.StartsWith("fLaC"u8)) { return ContentTypes.Flac; }
        if (head.StartsWith("ID3"u8)) { return ContentTypes.Mp3; }
        if (head.Length < 4 || head[0] != 0xFF) { return null; }

        // An ADTS frame has layer 0; an MPEG one layer III or II, and a bit rate and a sample rate that exist.
        // Layer I, long gone, would begin with FF FE: that is the mark of UTF-16 text.
        if ((head[1] & 0xF6) == 0xF0) { return (head[2] & 0x3C) <= 0x30 ? ContentTypes.Aac : null; }
        var isFrame = (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) is (0x02 or 0x04)
            && (head[2] & 0xF0) is not (0 or 0xF0) && (head[2] & 0x0C) != 0x0C;
        return isFrame ? ContentTypes.Mp3 : null;
    }

    private static string? Video(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("OggS"u8))
        {
            // The first packet follows a page header of 28 bytes and names the codec.
            return head.Length > 35 && head[28] == 0x80 && head[29..].StartsWith("theora"u8) ? ContentTypes.OggVideo : ContentTypes.Ogg;
        }

        if (!head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])) { return null; }
        if (head[..Math.Min(head.Length, 64)].IndexOf("webm"u8) < 0) { return ContentTypes.Matroska; }

        // A voice message: the track list at the front names its codecs, "A_OPUS" and the like.
        return head.IndexOf("A_"u8) >= 0 && head.IndexOf("V_"u8) < 0 ? ContentTypes.WebMAudio : ContentTypes.WebM;
    }

    private static string? Document(ReadOnlySpan<byte> head)
    {
        // Readers take a PDF whose mark is not quite at the front.
        if (head[..Math.Min(head.Length, 1_024)].IndexOf("%PDF-"u8) >= 0) { return ContentTypes.Pdf; }
        return head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]) ? ContentTypes.Gzip : null;
    }

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith(form);

    /// <summary>Either byte order; the plus is BigTIFF's, whose offsets have eight bytes.</summary>
    private static bool IsTiff(ReadOnlySpan<byte> head) => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8)
        || head.StartsWith("II+\0\u0008\0\0\0"u8) || head.StartsWith("MM\0+\0\u0008\0\0"u8);

    /// <summary>"BM" alone begins many a text; the size of the second header is one of a few.</summary>
    private static bool IsBitmap(ReadOnlySpan<byte> head) =>
        head.Length >= 18 && head.StartsWith("BM"u8)
        && BinaryPrimitives.ReadInt32LittleEndian(head[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124;
}
