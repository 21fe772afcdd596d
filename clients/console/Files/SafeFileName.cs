using System.Globalization;
using System.Text;

namespace Chat.Terminal.Files;

/// <summary>A stranger's file name as a name in this folder, and nothing else: no way out of it, no option of a later command, no hidden file.</summary>
internal static class SafeFileName
{
    // Most file systems take 255 bytes, and the part that is not whole yet has a longer name.
    private const int MaxBytes = 180;

    // Special to shells or to Windows, where such a name would be a device or another file's stream.
    private const string Forbidden = "/\\:*?\"<>|";

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"])], StringComparer.OrdinalIgnoreCase);

    public static string Of(string? name, Guid id)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var safe = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes()) { safe.Append(IsFit(rune) ? rune.ToString() : "_"); }

        var trimmed = safe.ToString().TrimStart('.', '-', '~', ' ').TrimEnd('.', ' ');
        if (trimmed.Length is 0 || Devices.Contains(trimmed.Split('.')[0].TrimEnd())) { trimmed = $"file-{id}{(trimmed.Length is 0 ? "" : $"-{trimmed}")}"; }
        return Cut(trimmed);
    }

    private static bool IsFit(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
        && rune.Value is not 0xfffd && !(rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal));

    // The end says what a file is, so the middle goes.
    private static string Cut(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes) { return name; }
        var extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > 20) { extension = ""; }
        var kept = new StringBuilder();
        var room = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        foreach (var rune in name.EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0) { break; }
            kept.Append(rune.ToString());
        }

        return kept + extension;
    }
}
