using System.Collections.Frozen;
using System.Text;
using Chat.Core.Results;

namespace Chat.Core.Accounts;

/// <summary>
/// As NIST SP 800-63B asks: length and not being a password that everybody tries first; no rules about kinds of characters.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 8;
    public const int MaxLength = 256;

    // The heads of published lists of leaked passwords, those of eight characters and more, and what Vietnamese users add.
    private static readonly FrozenSet<string> Common = FrozenSet.ToFrozenSet(
    [
        "password", "password1", "password12", "password123", "password1234", "passw0rd", "p@ssword", "p@ssw0rd", "pass1234",
        "12345678", "123456789", "1234567890", "123123123", "12341234", "87654321", "987654321", "0987654321", "11223344",
        "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "qwertyui", "qwertyuiop", "qwerty12", "qwerty123", "qwer1234", "asdfghjkl",
        "asdfasdf", "zxcvbnm123", "abcd1234", "abc12345", "a1b2c3d4", "a1234567", "iloveyou", "iloveyou1", "princess",
        "sunshine", "football", "baseball", "superman", "starwars", "computer", "michelle", "jennifer", "trustno1",
        "whatever", "welcome1", "welcome123", "letmein1", "letmein123", "admin123", "admin1234", "administrator", "changeme",
        "changeme123", "default1", "dragon123", "monkey123", "master123", "internet", "samsung1", "liverpool", "charlie1",
        "matkhau123", "anhyeuem", "emyeuanh", "yeuem123", "vietnam1", "vietnam123", "khongbiet", "khongcopass", "taolabo1",
    ], StringComparer.OrdinalIgnoreCase);

    public static Refusal? Check(string password, string username)
    {
        // Counted as people count, so that a Vietnamese vowel typed as three code points is one.
        var normal = Normalize(password);
        if (normal is null) { return Refusal.Invalid("The password is not valid Unicode or longer than 256 characters."); }
        if (normal.EnumerateRunes().Count() < MinLength) { return Refusal.Invalid($"A password has at least {MinLength} characters."); }
        if (normal.EnumerateRunes().Distinct().Count() < 4 || IsSequence(normal) || Common.Contains(normal))
        {
            return Refusal.Invalid("This password is among the first that anybody would try; choose another.");
        }

        return normal.Equals(username, StringComparison.OrdinalIgnoreCase)
            ? Refusal.Invalid("The password must not be the user name.")
            : null;
    }

    /// <summary>One spelling for each password, whatever keyboard it was typed on; null when it is none.</summary>
    public static string? Normalize(string password)
    {
        if (password.Length > MaxLength) { return null; }
        try { return password.Normalize(NormalizationForm.FormC); }
        catch (ArgumentException) { return null; }
    }

    private static bool IsSequence(string text)
    {
        var step = text[1] - text[0];
        return step is 1 or -1 && !text.Zip(text.Skip(1)).Any(pair => pair.Second - pair.First != step);
    }
}
