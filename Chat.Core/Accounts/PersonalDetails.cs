using System.Globalization;
using System.Text;
using Chat.Core.Results;

namespace Chat.Core.Accounts;

/// <summary>What a display name, an e-mail address and a language may be.</summary>
public static class PersonalDetails
{
    private const int MaxEmailLength = 254;
    private const int MaxLanguageLength = 35;

    /// <summary>Anything a person may be called, on one line, without what would turn or hide the text around it.</summary>
    public static Result<string> DisplayName(string written)
    {
        if (written.Length > Account.MaxDisplayNameLength * 4) { return TooLong(); }
        if (!IsText(written)) { return Refusal.Invalid("A display name holds no control characters."); }

        var name = string.Join(' ', written.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name.Length is 0) { return Refusal.Invalid("A display name holds at least one letter."); }
        return new StringInfo(name).LengthInTextElements > Account.MaxDisplayNameLength || name.Length > Account.MaxDisplayNameLength * 2
            ? TooLong()
            : name;

        static Refusal TooLong() => Refusal.Invalid($"A display name has at most {Account.MaxDisplayNameLength} characters.");
    }

    public static Result<string> Email(string written)
    {
        var address = written.Trim();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var wellFormed = address.Length <= MaxEmailLength && at > 0 && at == address.LastIndexOf('@') && at < address.Length - 3
            && address.IndexOf('.', at + 2) > 0 && !address.EndsWith('.')
            && address.All(letter => letter > ' ' && !char.IsControl(letter) && !char.IsSurrogate(letter) && letter is not ('<' or '>' or '"' or ',' or ';'));
        return wellFormed ? address : Refusal.Invalid("This is not an e-mail address.");
    }

    /// <summary>A BCP 47 tag: letters and digits in groups of at most eight.</summary>
    public static Result<string> Language(string written)
    {
        var wellFormed = written.Length is >= 2 and <= MaxLanguageLength
            && written.Split('-').All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
            && char.IsAsciiLetter(written[0]) && char.IsAsciiLetter(written[1]);
        return wellFormed ? written : Refusal.Invalid("A language is a tag such as vi or en-GB.");
    }

    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar
        && (rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate)));
}
