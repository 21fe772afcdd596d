using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>The widths of a composite font's glyphs (9.7.4.3), in parts of its size.</summary>
internal sealed class GlyphWidths
{
    private const int MaxGlyph = 65_535;

    private readonly Dictionary<int, double> _widths = [];
    private readonly double _usual;

    public GlyphWidths(PdfDictionary font, PdfFile file)
    {
        _usual = (file.Number(font["DW"]) ?? 1_000) / 1_000;
        var items = file.Array(font["W"]);
        for (var at = 0; at + 1 < items.Count;)
        {
            var first = file.Whole(items[at]) ?? -1;
            if (file.Resolve(items[at + 1]) is PdfArray { Items: var widths })
            {
                for (var one = 0; one < widths.Count; one++) { Set(first + one, file.Number(widths[one])); }
                at += 2;
                continue;
            }

            var last = Math.Min(MaxGlyph, file.Whole(items[at + 1]) ?? -1);
            var width = at + 2 < items.Count ? file.Number(items[at + 2]) : null;
            file.Budget.Hold(Math.Clamp(last - first, 0, MaxGlyph));
            for (var glyph = Math.Max(0, first); glyph <= last; glyph++) { Set(glyph, width); }
            at += 3;
        }
    }

    public double Of(int glyph) => _widths.GetValueOrDefault(glyph, _usual);

    private void Set(int glyph, double? width)
    {
        if (glyph is >= 0 and <= MaxGlyph && width is { } known) { _widths[glyph] = known / 1_000; }
    }
}
