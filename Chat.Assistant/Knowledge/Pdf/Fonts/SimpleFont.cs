namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>Codes of one byte.</summary>
internal sealed class SimpleFont(string?[] texts, double[] widths) : PdfFont
{
    public override Shown Next(ReadOnlySpan<byte> text) => new(texts[text[0]], widths[text[0]], 1, text[0] is (byte)' ');
}
