using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>Makes fonts of their dictionaries, each once.</summary>
internal sealed class FontReader(PdfFile file)
{
    private const int ForceBold = 1 << 18;

    private readonly Dictionary<PdfDictionary, PdfFont> _fonts = new(ReferenceEqualityComparer.Instance);

    public PdfFont? Of(PdfDictionary font)
    {
        if (font.Entries.Count is 0) { return null; }
        if (_fonts.TryGetValue(font, out var known)) { return known; }
        return _fonts[font] = file.Name(font["Subtype"]) is "Type0" ? Composite(font) : Simple(font);
    }

    private CompositeFont Composite(PdfDictionary font)
    {
        var inner = file.Array(font["DescendantFonts"]) is [var first, ..] ? file.Dictionary(first) : PdfDictionary.Empty;
        var encoding = file.Resolve(font["Encoding"]);
        var own = encoding is PdfStream stream ? CMapReader.Read(file.Unpack(stream), file.Budget) : null;
        var name = encoding is PdfName named ? named.Text : file.Name(file.Dictionary(encoding)["CMapName"]) ?? "";
        var isVertical = name.EndsWith("-V", StringComparison.Ordinal) || name is "V";
        return new(new(name, own), ToUnicode(font), new(inner, file), isVertical, file.Name(font["BaseFont"]) ?? "") { IsBold = IsBold(font, file.Dictionary(inner["FontDescriptor"])) };
    }

    private SimpleFont Simple(PdfDictionary font)
    {
        var descriptor = file.Dictionary(font["FontDescriptor"]);
        var name = file.Name(font["BaseFont"]) ?? "";
        var (toUnicode, encoding) = (ToUnicode(font), SimpleEncoding.Of(font, name, descriptor, file));
        var texts = new string?[256];
        for (var code = 0; code < texts.Length; code++)
        {
            texts[code] = Letters.Of(toUnicode?.TextOf(code)) ?? Letters.Of(encoding[code]);
        }

        // A map that knows Vietnamese letters needs nobody to read them again.
        var isRead = texts.Any(text => text is [>= 'Ạ' and <= 'ỹ']);
        texts = isRead ? texts : [.. texts.Select(text => VietnameseFonts.Read(name, text))];
        return new(texts, Widths(font, name, descriptor, texts)) { IsBold = IsBold(font, descriptor) };
    }

    private double[] Widths(PdfDictionary font, string name, PdfDictionary descriptor, string?[] texts)
    {
        var given = file.Array(font["Widths"]);
        var first = file.Whole(font["FirstChar"]) ?? 0;

        // A Type 3 font measures in units of its own.
        var unit = file.Name(font["Subtype"]) is "Type3" && file.Array(font["FontMatrix"]) is [var scale, ..] ? Math.Abs(file.Number(scale) ?? 0.001) : 0.001;
        var missing = file.Number(descriptor["MissingWidth"]);
        var widths = new double[256];
        for (var code = 0; code < widths.Length; code++)
        {
            var at = (long)code - first;
            var width = at >= 0 && at < given.Count ? file.Number(given[(int)at]) : missing;
            widths[code] = width * unit ?? KnownWidths.Of(name, texts[code]);
        }

        return widths;
    }

    private CMap? ToUnicode(PdfDictionary font)
    {
        if (file.Resolve(font["ToUnicode"]) is not PdfStream stream) { return null; }
        var map = CMapReader.Read(file.Unpack(stream), file.Budget);
        return map.HasTexts ? map : null;
    }

    private bool IsBold(PdfDictionary font, PdfDictionary descriptor)
    {
        var name = file.Name(font["BaseFont"]) ?? "";
        return name.Contains("Bold", StringComparison.OrdinalIgnoreCase) || name.Contains("Black", StringComparison.OrdinalIgnoreCase)
            || name.Contains("Heavy", StringComparison.OrdinalIgnoreCase) || name.Contains("CMBX", StringComparison.Ordinal)
            || ((file.Whole(descriptor["Flags"]) ?? 0) & ForceBold) is not 0;
    }
}
