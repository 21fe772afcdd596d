using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Text as others write it: letters with their marks in one, no halves of letters, one space between words.</summary>
internal static class Cleaned
{
    public static string Text(StringBuilder gathered)
    {
        var text = new StringBuilder(gathered.Length);
        foreach (var rune in gathered.ToString().EnumerateRunes())
        {
            if (rune.Value is 0xFFFD or 0xAD || Rune.IsControl(rune)) { continue; }
            if (!Rune.IsWhiteSpace(rune)) { text.Append(rune.ToString()); }
            else if (text.Length > 0 && text[^1] is not ' ') { text.Append(' '); }
        }

        return text.ToString().Trim().Normalize(NormalizationForm.FormC);
    }
}
