using System.Text;

namespace Chat.Core.Files;

/// <summary>The header that says "show" or "save as" (RFC 6266), with a name in any script (RFC 8187, once 5987).</summary>
public static class ContentDisposition
{
    private const string Plain = "!#$&+-.^_`|~";

    /// <summary>Only what <see cref="ContentTypes.IsInlineSafe"/> names is shown; all else is saved.</summary>
    public static string For(string fileName, string contentType)
    {
        var name = FileNames.Clean(fileName);
        var how = ContentTypes.IsInlineSafe(contentType) ? "inline" : "attachment";
        return $"{how}; filename=\"{Ascii(name)}\"; filename*=UTF-8''{Encode(name)}";
    }

    /// <summary>For readers of long ago. A percent sign goes too: some of them would decode it.</summary>
    private static string Ascii(string name) =>
        string.Concat(name.EnumerateRunes().Select(rune =>
            rune.Value is >= ' ' and <= '~' and not ('"' or '\\' or '%') ? (char)rune.Value : '_'));

    private static string Encode(string name)
    {
        var encoded = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(name))
        {
            var isPlain = char.IsAsciiLetterOrDigit((char)part) || Plain.Contains((char)part);
            encoded = isPlain ? encoded.Append((char)part) : encoded.Append('%').Append(part.ToString("X2", null));
        }

        return encoded.ToString();
    }
}
