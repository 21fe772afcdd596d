using System.Globalization;
using System.Text;

namespace Chat.Core.Search;

/// <summary>
/// The words of a text as search knows them: lower case, once with their marks and once without, so that "Hà Nội" is found by
/// "ha noi" and found first by "hà nội". Scripts that write no spaces are taken letter by letter.
/// </summary>
public static class Words
{
    public const int MaxLength = 64;

    public static IEnumerable<Word> Of(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = LengthAt(text, at);
            if (length is 0) { at += Rune.TryGetRuneAt(text, at, out var other) ? other.Utf16SequenceLength : 1; }
            else
            {
                // Some letters are whole words once they are normalised.
                if (length <= MaxLength && Make(text, at, length) is { Exact.Length: <= MaxLength } word) { yield return word; }
                at += length;
            }
        }
    }

    /// <summary>Without marks; đ is a letter of its own to Unicode and a d with a stroke to everybody else.</summary>
    public static string Fold(string exact)
    {
        if (System.Text.Ascii.IsValid(exact)) { return exact; }
        var folded = new StringBuilder(exact.Length);
        foreach (var letter in exact.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark) { folded.Append(letter is 'đ' ? 'd' : letter); }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    private static Word Make(string text, int start, int length)
    {
        var exact = text.AsSpan(start, length).ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return new(start, length, exact, Fold(exact));
    }

    private static int LengthAt(string text, int start)
    {
        var at = start;
        while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && IsPart(rune))
        {
            if (WritesNoSpaces(rune)) { return at == start ? rune.Utf16SequenceLength : at - start; }
            at += rune.Utf16SequenceLength;
        }

        return at - start;
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool WritesNoSpaces(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F)
        or (>= 0x1780 and <= 0x17FF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}

/// <summary>A word and where it stands.</summary>
public readonly record struct Word(int Start, int Length, string Exact, string Folded);
