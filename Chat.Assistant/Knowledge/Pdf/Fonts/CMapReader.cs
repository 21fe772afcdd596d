using System.Text;
using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>Reads the maps that fonts carry.</summary>
internal static class CMapReader
{
    private const int MaxOperands = 200_000;
    private const int MaxCodes = 100;

    /// <summary>Of one code. Some fonts map a glyph to a whole word.</summary>
    private const int MaxText = 64;

    public static CMap Read(ReadOnlyMemory<byte> data, PdfBudget budget)
    {
        var (map, operands) = (new CMap(), new List<PdfValue>());
        var parser = new PdfParser(data, takesReferences: false);
        while (parser.Read() is { } value)
        {
            budget.Step();
            if (value is not PdfWord { Text: var word })
            {
                if (operands.Count < MaxOperands) { operands.Add(value); }
                continue;
            }

            if (word.StartsWith("end", StringComparison.Ordinal)) { budget.Hold(operands.Count); }
            switch (word)
            {
                case "endcodespacerange": Codes(map, operands); break;
                case "endbfchar": Texts(map, operands); break;
                case "endbfrange": TextRanges(map, operands); break;
                case "endcidchar": Glyphs(map, operands); break;
                case "endcidrange": GlyphRanges(map, operands); break;
            }

            operands.Clear();
        }

        return map;
    }

    private static void Codes(CMap map, List<PdfValue> operands)
    {
        foreach (var pair in operands.Chunk(2).Take(MaxCodes))
        {
            if (pair is [PdfString { Bytes.Length: >= 1 and <= 4 and var bytes } first, PdfString last]) { map.Code(bytes, (uint)Number(first.Bytes), (uint)Number(last.Bytes)); }
        }
    }

    private static void Texts(CMap map, List<PdfValue> operands)
    {
        foreach (var pair in operands.Chunk(2))
        {
            if (pair is [PdfString code, PdfString text]) { map.Text(Number(code.Bytes), TextOf(text.Bytes)); }
            if (pair is [PdfString named, PdfName name] && GlyphNames.TextOf(name.Text) is { } letter) { map.Text(Number(named.Bytes), letter); }
        }
    }

    private static void TextRanges(CMap map, List<PdfValue> operands)
    {
        foreach (var range in operands.Chunk(3))
        {
            if (range is [PdfString first, PdfString last, PdfString text]) { map.Texts(Number(first.Bytes), Number(last.Bytes), TextOf(text.Bytes)); }
            if (range is [PdfString from, PdfString to, PdfArray { Items: var texts }])
            {
                var code = (long)Number(from.Bytes);
                foreach (var one in texts.TakeWhile(_ => code <= Number(to.Bytes)))
                {
                    if (one is PdfString letters) { map.Text((int)code, TextOf(letters.Bytes)); }
                    code++;
                }
            }
        }
    }

    private static void Glyphs(CMap map, List<PdfValue> operands)
    {
        foreach (var pair in operands.Chunk(2))
        {
            if (pair is [PdfString code, PdfNumber glyph]) { map.Glyphs(Number(code.Bytes), Number(code.Bytes), glyph.Whole); }
        }
    }

    private static void GlyphRanges(CMap map, List<PdfValue> operands)
    {
        foreach (var range in operands.Chunk(3))
        {
            if (range is [PdfString first, PdfString last, PdfNumber glyph]) { map.Glyphs(Number(first.Bytes), Number(last.Bytes), glyph.Whole); }
        }
    }

    private static int Number(byte[] bytes)
    {
        var number = 0;
        foreach (var one in bytes.AsSpan(0, Math.Min(4, bytes.Length))) { number = (number << 8) | one; }
        return number;
    }

    /// <summary>UTF-16, or one byte where a writer spared the other.</summary>
    private static string TextOf(byte[] bytes)
    {
        if (bytes.Length is 1) { return ((char)bytes[0]).ToString(); }
        return Encoding.BigEndianUnicode.GetString(bytes, 0, Math.Min(bytes.Length, MaxText * 2) & ~1);
    }
}
