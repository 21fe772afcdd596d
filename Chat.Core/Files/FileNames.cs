using System.Globalization;
using System.Text;

namespace Chat.Core.Files;

/// <summary>Makes a stranger's file name fit for any disk and honest to the eye.</summary>
public static class FileNames
{
    public const int MaxLength = 120;

    /// <summary>What stands in when nothing of a name is left.</summary>
    public const string Nameless = "file";

    /// <summary>A longer "extension" is a sentence with a dot in it.</summary>
    private const int MaxExtension = 16;

    private static readonly HashSet<string> WindowsDevices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    public static string Clean(string? name)
    {
        var last = (name ?? "").AsSpan();
        last = last[(last.LastIndexOfAny('/', '\\') + 1)..];

        var seen = new StringBuilder(Math.Min(last.Length, 4 * MaxLength));
        foreach (var rune in last.EnumerateRunes())
        {
            if (IsVisible(rune)) { seen.Append(IsForbidden(rune) ? "_" : rune.ToString()); }
        }

        // Windows drops dots and blanks at the end; a dot in front hides a file.
        var clean = Shorten(seen.ToString().Normalize().Trim(' ', '.', '\u00A0', '\u3000'));
        if (clean.Length == 0) { return Nameless; }
        return WindowsDevices.Contains(clean.Split('.')[0].TrimEnd()) ? Shorten("_" + clean) : clean;
    }

    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength) { return name; }
        var extension = Path.GetExtension(name);
        if (extension.Length is 0 or > MaxExtension) { extension = ""; }
        var stem = name.AsSpan(0, name.Length - extension.Length);

        // Cut between characters as people count them, so that no accent or emoji is torn.
        var kept = 0;
        while (kept < stem.Length)
        {
            var next = StringInfo.GetNextTextElementLength(stem[kept..]);
            if (kept + next > MaxLength - extension.Length) { break; }
            kept += next;
        }

        // One "character" can be a letter under a thousand accents.
        return kept == 0 ? Nameless + extension : string.Concat(stem[..kept].TrimEnd(" ."), extension);
    }

    private static bool IsForbidden(Rune rune) => rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value);

    /// <summary>Not: controls, direction marks, zero-width characters, halves of pairs, and letters that draw nothing.</summary>
    private static bool IsVisible(Rune rune) => rune.Value is not (0xFFFD or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F)
        && rune.Value is not (>= 0xFE00 and <= 0xFE0F) and not (>= 0xE0000 and <= 0xE0FFF)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse);
}
