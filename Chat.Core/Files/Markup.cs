using System.Buffers;
using System.Text;

namespace Chat.Core.Files;

/// <summary>Text, and whether a browser would take it for a page. In doubt it is the more dangerous of the two.</summary>
internal static class Markup
{
    // Control characters that no text holds (WHATWG MIME Sniffing, "binary data byte").
    private static readonly SearchValues<char> Binary = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000b\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001c\u001d\u001e\u001f");

    public static string Detect(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || Read(head) is not { } text) { return Lookalike(head); }
        if (KindOf(text) is { } markup) { return markup; }
        return text.AsSpan().ContainsAny(Binary) ? ContentTypes.Unknown : ContentTypes.Text;
    }

    /// <summary>Broken text can still be a page to a browser that guesses.</summary>
    private static string Lookalike(ReadOnlySpan<byte> head) => KindOf(Encoding.Latin1.GetString(head)) ?? ContentTypes.Unknown;

    private static string? Read(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) { return Encoding.Unicode.GetString(head[2..]); }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) { return Encoding.BigEndianUnicode.GetString(head[2..]); }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) { head = head[3..]; }
        var whole = head[..^CutRune(head)];
        return System.Text.Unicode.Utf8.IsValid(whole) ? Encoding.UTF8.GetString(whole) : null;
    }

    /// <summary>Bytes of a last character that the end of the head cut through.</summary>
    private static int CutRune(ReadOnlySpan<byte> head)
    {
        for (var length = 1; length <= Math.Min(3, head.Length); length++)
        {
            if (Rune.DecodeFromUtf8(head[^length..], out _, out _) == OperationStatus.NeedMoreData) { return length; }
        }

        return 0;
    }

    private static string? KindOf(string text)
    {
        // Blanks a browser skips before it decides. A comment it takes for the beginning of a page, whatever follows.
        var rest = text.AsSpan().TrimStart(" \t\r\n\f\0\uFEFF");
        if (!rest.StartsWith('<')) { return null; }
        if (Has(text, "<html") || Has(text, "<!doctype html") || Has(text, "http://www.w3.org/1999/xhtml")) { return ContentTypes.Html; }
        if (Has(text, "<svg") || Has(text, "http://www.w3.org/2000/svg")) { return ContentTypes.Svg; }
        if (rest.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)) { return ContentTypes.Xml; }

        // A tag, a doctype or an instruction: text that merely speaks of tags begins with words, and "<3" is no tag.
        return rest.Length > 1 && (char.IsAsciiLetter(rest[1]) || rest[1] is '!' or '/' or '?') ? ContentTypes.Html : null;
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
