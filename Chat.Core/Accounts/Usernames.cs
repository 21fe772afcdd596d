using System.Globalization;
using System.Text;
using Chat.Core.Results;

namespace Chat.Core.Accounts;

/// <summary>
/// What a user name may be, and when two of them are the same: without case, in normalised Unicode, and with letters that look
/// alike taken for one, so that nobody can pass for somebody else.
/// </summary>
public static class Usernames
{
    public const int MinLength = 2;
    public const int MaxLength = 40;

    private const string Rule =
        "A user name has 2 to 40 letters, digits, spaces, dots, dashes or underscores, and begins with a letter or a digit";

    /// <summary>The name in NFC with single spaces and the key that must be unique, or why it cannot be a name.</summary>
    public static Result<(string Name, string Key)> Check(string? written)
    {
        // Long before anything is normalised: that costs time in proportion to the length.
        if (written is null || written.Length > MaxLength * 4) { return Refusal.Invalid($"{Rule}."); }
        if (!IsWellFormed(written)) { return Refusal.Invalid("The user name is not valid Unicode."); }

        var name = string.Join(' ', written.Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var length = new StringInfo(name).LengthInTextElements;
        if (length is < MinLength or > MaxLength || name.Length > MaxLength * 2) { return Refusal.Invalid($"{Rule}."); }
        if (!char.IsLetterOrDigit(name[0]) || !name.EnumerateRunes().All(IsAllowed)) { return Refusal.Invalid($"{Rule}."); }

        var key = Key(name);
        if (Scripts.Mixed(key.Compatible)) { return Refusal.Invalid("A user name keeps to the letters of one alphabet."); }
        return (name, key.Value);
    }

    /// <summary>The key to look a name up by; null when nobody can have that name.</summary>
    public static string? KeyOf(string? written) => Check(written).Match(name => (string?)name.Key, _ => null);

    private static (string Value, string Compatible) Key(string name)
    {
        var compatible = name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var alike = new StringBuilder(compatible.Length);
        foreach (var letter in compatible) { alike.Append(LookAlikes.Of(letter)); }

        return (alike.ToString().Normalize(NormalizationForm.FormC), compatible);
    }

    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber => true,
        UnicodeCategory.ModifierLetter => false,
        _ => rune.Value is ' ' or '.' or '-' or '_',
    };

    private static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) { continue; }
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) { return false; }
            at++;
        }

        return true;
    }
}
