using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>What a font says that a code means, as text that people read; null when it is none.</summary>
internal static class Letters
{
    public static string? Of(string? meant)
    {
        if (string.IsNullOrEmpty(meant)) { return null; }
        if (meant.Length is 1 && meant[0] is > ' ' and < '\u007F') { return meant; }
        var text = new StringBuilder();
        foreach (var rune in meant.EnumerateRunes())
        {
            switch (rune.Value)
            {
                // Private characters are pictures, the replacement character and controls are nothing.
                case 0xFFFD or 0xFFFE or 0xFFFF or 0x7F or (>= 0xE000 and <= 0xF8FF) or >= 0xF0000: return null;
                case 9 or 10 or 13 or 0xA0 or 0x2028 or 0x2029 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000: text.Append(' '); break;
                case < ' ' or (>= 0x80 and < 0xA0): return null;
                case >= 0x200B and <= 0x200F or 0xFEFF or (>= 0x202A and <= 0x202E): break;
                case >= 0xFB00 and <= 0xFB06: text.Append(rune.ToString().Normalize(NormalizationForm.FormKC)); break;
                default: text.Append(rune.ToString()); break;
            }
        }

        return text.ToString();
    }
}
