using System.Globalization;
using System.Text;

namespace Chat.Core.Text;

/// <summary>What can be said of any text that people write.</summary>
public static class PlainText
{
    /// <summary>Unicode without lone surrogates, and without NUL, which PostgreSQL cannot hold.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '\0') { return false; }
            if (!char.IsSurrogate(text[at])) { continue; }
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) { return false; }
            at++;
        }

        return true;
    }

    /// <summary>Whether a reader sees nothing: spaces, controls, and what only turns, joins or fills.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune)) { return false; }
        }

        return true;
    }

    public static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var letter in text)
        {
            if (char.IsLowSurrogate(letter)) { count--; }
        }

        return count;
    }

    // Beside the categories: Hangul fillers, the Braille blank, the grapheme joiner and variation selectors, which are letters,
    // symbols and marks by category and show nothing by themselves.
    private static bool IsInvisible(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F
            or (>= 0x17B4 and <= 0x17B5) or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF)
        || Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
