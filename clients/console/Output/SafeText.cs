using System.Globalization;
using System.Text;

namespace Chat.Terminal.Output;

/// <summary>
/// What strangers wrote, as a terminal may have it: a message, a name or a title must not move the cursor, colour, retitle, copy, or
/// turn the direction of what stands around it. Whatever could is shown as a sign and not obeyed.
/// </summary>
internal static class SafeText
{
    private const char Escape = '\u001b';
    private const char ShownEscape = '␛';
    private const char ShownControl = '\ufffd';
    private const char ShownBreak = '↵';

    // They join letters and emoji into what is read as one; without them families fall apart.
    private const int ZeroWidthNonJoiner = 0x200c;
    private const int ZeroWidthJoiner = 0x200d;

    /// <summary>For names, titles, and everything else that belongs on one line.</summary>
    public static string OneLine(string text)
    {
        if (IsPlain(text)) { return text; }
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes()) { Append(safe, rune); }

        return safe.ToString();
    }

    /// <summary>A text of several lines, each of them safe.</summary>
    public static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(OneLine)];

    /// <summary>No longer than so many columns' worth of signs, with a mark where it was cut.</summary>
    public static string Short(string text, int length)
    {
        var line = OneLine(text);
        var elements = new StringInfo(line);
        return elements.LengthInTextElements <= length ? line : elements.SubstringByTextElements(0, length - 1) + "…";
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static void Append(StringBuilder safe, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control when rune.Value is Escape: safe.Append(ShownEscape); break;
            case UnicodeCategory.Control when rune.Value is '\n': safe.Append(ShownBreak); break;
            case UnicodeCategory.Control when rune.Value is '\t': safe.Append(' '); break;
            case UnicodeCategory.Format when rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner: safe.Append(rune.ToString()); break;
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned:
                safe.Append(ShownControl);
                break;
            default: safe.Append(rune.ToString()); break;
        }
    }
}
