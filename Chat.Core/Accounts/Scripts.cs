using System.Text;

namespace Chat.Core.Accounts;

/// <summary>Which alphabet a letter belongs to, as far as it matters for names that could deceive.</summary>
internal static class Scripts
{
    private enum Script
    {
        Shared,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Other,
    }

    /// <summary>Whether letters of two alphabets that resemble each other stand in one name.</summary>
    public static bool Mixed(string text)
    {
        var seen = Script.Shared;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Of(rune);
            if (script is Script.Shared) { continue; }
            if (seen is not Script.Shared && script != seen) { return true; }
            seen = script;
        }

        return false;
    }

    // Chinese, Japanese and Korean names mix their own scripts freely, so all that resembles nothing here counts as one.
    private static Script Of(Rune rune) => !Rune.IsLetter(rune) ? Script.Shared : rune.Value switch
    {
        < 0x0250 or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF) => Script.Latin,
        >= 0x0250 and <= 0x02AF => Script.Latin,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x2DE0 and <= 0x2DFF) => Script.Cyrillic,
        >= 0x0530 and <= 0x058F => Script.Armenian,
        _ => Script.Other,
    };
}
