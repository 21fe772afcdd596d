using Chat.Assistant.Knowledge.Pdf.Filters;

namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Reads cross-reference tables and streams from the newest to the oldest, hybrid files included.</summary>
internal sealed class XrefReader(ReadOnlyMemory<byte> data, PdfBudget budget)
{
    /// <summary>The mark of the end stands near the end.</summary>
    private const int Tail = 4_096;

    // No object can be looked up yet.
    private readonly ObjectReader _objects = new(data, budget, value => value);
    private readonly XrefTable _table = new();
    private readonly HashSet<long> _seen = [];

    public XrefTable Read()
    {
        var next = Start();
        while (next is { } at && _seen.Add(at)) { next = Part(at); }
        return _table;
    }

    private long? Start()
    {
        var from = Math.Max(0, data.Length - Tail);
        var found = data.Span[from..].LastIndexOf("startxref"u8);
        return found < 0 ? null : (new PdfParser(data, from + found + "startxref"u8.Length).Read() as PdfNumber)?.Whole;
    }

    /// <summary>One table or stream; says where the one before it is.</summary>
    private long? Part(long at)
    {
        if (at < 0 || at >= data.Length) { return null; }
        var lexer = new PdfLexer(data, (int)at);
        lexer.SkipSpace();
        if (!data.Span[lexer.At..].StartsWith("xref"u8)) { return StreamPart(at); }

        lexer.At += 4;
        Sections(lexer);
        if (!data.Span[lexer.At..].StartsWith("trailer"u8)) { return null; }
        if (new PdfParser(data, lexer.At + "trailer"u8.Length).Read() is not PdfDictionary trailer) { return null; }
        Take(trailer);
        if (trailer["XRefStm"] is PdfNumber { Whole: var hybrid } && _seen.Add(hybrid)) { StreamPart(hybrid); }
        return (trailer["Prev"] as PdfNumber)?.Whole;
    }

    private void Sections(PdfLexer lexer)
    {
        while (Whole(lexer) is { } first && Whole(lexer) is { } count)
        {
            for (var number = first; number - first < count; number++)
            {
                if (Whole(lexer) is not { } offset || Whole(lexer) is null) { return; }
                lexer.SkipSpace();
                if (lexer.NumberOrWord() is PdfWord { Text: "n" }) { _table.AddOlder((int)number, new(offset, -1)); }
                budget.Hold(1);
            }
        }
    }

    /// <summary>A whole number, or nothing and no step when something else stands here.</summary>
    private static long? Whole(PdfLexer lexer)
    {
        lexer.SkipSpace();
        var back = lexer.At;
        if (lexer.Peek() is >= '0' and <= '9' && lexer.NumberOrWord() is PdfNumber number) { return number.Whole; }
        lexer.At = back;
        return null;
    }

    private long? StreamPart(long at)
    {
        if (_objects.ReadAt(at)?.Value is not PdfStream stream || stream.Dictionary["W"] is not PdfArray { Items: [PdfNumber a, PdfNumber b, PdfNumber c, ..] }) { return null; }
        int[] widths = [Math.Clamp(a.Whole, 0, 8), Math.Clamp(b.Whole, 0, 8), Math.Clamp(c.Whole, 0, 8)];
        var rows = StreamFilters.Unpack(stream, stream.Raw, value => value, budget);
        Rows(rows.Span, widths, IndexOf(stream.Dictionary));
        Take(stream.Dictionary);
        return (stream.Dictionary["Prev"] as PdfNumber)?.Whole;
    }

    private static int[] IndexOf(PdfDictionary dictionary)
    {
        if (dictionary["Index"] is PdfArray { Items.Count: > 1 } index) { return [.. index.Items.Select(one => one is PdfNumber number ? number.Whole : 0)]; }
        return [0, dictionary["Size"] is PdfNumber size ? size.Whole : 0];
    }

    private void Rows(ReadOnlySpan<byte> rows, int[] widths, int[] index)
    {
        var (at, width) = (0, widths.Sum());
        if (width is 0) { return; }
        for (var section = 0; section + 1 < index.Length; section += 2)
        {
            for (var one = 0; one < index[section + 1] && at + width <= rows.Length; one++, at += width)
            {
                budget.Hold(1);
                var kind = widths[0] is 0 ? 1 : Field(rows.Slice(at, widths[0]));
                var second = Field(rows.Slice(at + widths[0], widths[1]));
                var number = (int)Math.Min((long)index[section] + one, int.MaxValue);
                if (kind is 1) { _table.AddOlder(number, new(second, -1)); }
                if (kind is 2 && second is >= 0 and <= int.MaxValue) { _table.AddOlder(number, new(0, (int)second)); }
            }
        }
    }

    private static long Field(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        foreach (var one in bytes) { value = (value << 8) | one; }
        return value;
    }

    /// <summary>What the newest part says of the document counts; an older one fills in.</summary>
    private void Take(PdfDictionary trailer)
    {
        var all = new Dictionary<string, PdfValue>(trailer.Entries, StringComparer.Ordinal);
        foreach (var (key, value) in _table.Trailer.Entries) { all[key] = value; }
        _table.Trailer = new(all);
    }
}
