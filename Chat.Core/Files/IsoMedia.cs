using System.Buffers.Binary;

namespace Chat.Core.Files;

/// <summary>The family of MP4: one container, told apart by the brands in its first box (ISO/IEC 14496-12).</summary>
internal static class IsoMedia
{
    public static string? Detect(ReadOnlySpan<byte> head)
    {
        // A box begins with its size; a printable first byte is a text that happens to hold the same four letters.
        if (head.Length < 12 || head[0] >= ' ') { return null; }
        if (head[4..].StartsWith("moov"u8) || head[4..].StartsWith("mdat"u8)) { return ContentTypes.QuickTime; }
        return head[4..].StartsWith("ftyp"u8) && First(head) is { Length: >= 12 } brands ? ByBrands(brands, head[brands.Length..]) : null;
    }

    private static string ByBrands(ReadOnlySpan<byte> box, ReadOnlySpan<byte> after)
    {
        var type = Of(box.Slice(8, 4));

        // Neutral major brands ("mif1", "isom") leave it to the compatible ones, after a version of four bytes.
        for (var at = 16; type is null && at + 4 <= box.Length; at += 4) { type = Of(box.Slice(at, 4)); }
        type ??= box[8..].StartsWith("mif1"u8) || box[8..].StartsWith("msf1"u8) ? ContentTypes.Heic : ContentTypes.Mp4;
        return type == ContentTypes.Mp4 && IsSoundAlone(after) ? ContentTypes.Mp4Audio : type;
    }

    private static string? Of(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) { return ContentTypes.Avif; }
        if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8)) { return ContentTypes.Heic; }
        if (brand.SequenceEqual("qt  "u8)) { return ContentTypes.QuickTime; }
        if (brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8)) { return ContentTypes.Mp4Audio; }
        return brand.StartsWith("mp4"u8) || brand.StartsWith("M4V"u8) ? ContentTypes.Mp4 : null;
    }

    /// <summary>A voice message: the track list, when all of it lies here, has a sound track and no other.</summary>
    private static bool IsSoundAlone(ReadOnlySpan<byte> after)
    {
        if (after.Length < 8 || !after[4..].StartsWith("moov"u8)) { return false; }
        var tracks = First(after);
        return tracks.IndexOf("soun"u8) >= 0 && tracks.IndexOf("vide"u8) < 0;
    }

    /// <summary>The first box, or nothing when the head ends within it.</summary>
    private static ReadOnlySpan<byte> First(ReadOnlySpan<byte> boxes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(boxes);
        return length <= boxes.Length ? boxes[..(int)length] : [];
    }
}
