using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>What the codes of a simple font mean without a map: its encoding, and where it differs (9.6.6).</summary>
internal static class SimpleEncoding
{
    public static string?[] Of(PdfDictionary font, string name, PdfDictionary descriptor, PdfFile file)
    {
        var encoding = file.Resolve(font["Encoding"]);
        var given = encoding as PdfDictionary ?? PdfDictionary.Empty;
        var named = Encodings.Named((encoding as PdfName)?.Text ?? file.Name(given["BaseEncoding"]));
        var texts = named is null ? OwnOf(font, name, descriptor, file) : Spread(named);
        var code = 0;
        foreach (var item in file.Array(given["Differences"]).Select(file.Resolve))
        {
            if (item is PdfNumber number) { code = number.Whole; }
            if (item is PdfName glyph && code is >= 0 and < 256) { texts[code++] = GlyphNames.TextOf(glyph.Text); }
        }

        return texts;
    }

    private static string?[] OwnOf(PdfDictionary font, string name, PdfDictionary descriptor, PdfFile file)
    {
        // Ornaments: they have a place, and nothing to say.
        if (name.Contains("Dingbats", StringComparison.OrdinalIgnoreCase)) { return [.. Enumerable.Repeat("\u200B", 256)]; }
        if (name.EndsWith("Symbol", StringComparison.Ordinal)) { return Spread(Encodings.Symbol); }
        if (BuiltInEncoding.Of(descriptor, file) is { } names) { return [.. names.Select(one => one is null ? null : GlyphNames.TextOf(one))]; }

        // The glyphs of a Type 3 font have no other names than those of the differences.
        if (file.Name(font["Subtype"]) is "Type3") { return new string?[256]; }
        return Spread(file.Name(font["Subtype"]) is "TrueType" ? Encodings.WinAnsi : Encodings.Standard);
    }

    private static string?[] Spread(string encoding) => [.. encoding.Select(one => one is '\0' ? null : one.ToString())];
}
