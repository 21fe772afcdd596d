namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>Codes of one to four bytes, which number the glyphs of a large font (9.7).</summary>
internal sealed class CompositeFont(CodeReading codes, CMap? toUnicode, GlyphWidths widths, bool isVertical, string name) : PdfFont
{
    public override bool IsVertical => isVertical;

    public override Shown Next(ReadOnlySpan<byte> text)
    {
        var bytes = Math.Clamp(codes.BytesOf(text), 1, text.Length);
        var code = 0;
        foreach (var one in text[..bytes]) { code = (code << 8) | one; }
        var meant = toUnicode?.TextOf(code) ?? codes.TextOf(text[..bytes]);
        return new(VietnameseFonts.Read(name, Letters.Of(meant)), isVertical ? 1 : widths.Of(codes.GlyphOf(code)), bytes, bytes is 1 && code is ' ');
    }
}
