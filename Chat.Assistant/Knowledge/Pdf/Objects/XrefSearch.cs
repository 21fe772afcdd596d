namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Where the tables are broken or missing, the file is looked through for its objects.</summary>
internal sealed class XrefSearch(ReadOnlyMemory<byte> data, PdfBudget budget)
{
    private readonly ObjectReader _objects = new(data, budget, value => value);
    private readonly XrefTable _table = new();
    private readonly List<int> _containers = [];

    public XrefTable Search()
    {
        budget.Search(data.Length);
        for (var at = 0; at < data.Length;)
        {
            var found = data.Span[at..].IndexOf("obj"u8);
            if (found < 0) { break; }
            var word = at + found;
            if (BeginOf(word) is { } begin) { Take(begin); }
            at = word + 3;
        }

        Trailers();
        return _table;
    }

    /// <summary>Streams of objects that were found. They can only be opened when it is known how the file is encrypted.</summary>
    public IReadOnlyList<int> Containers => _containers;

    /// <summary>Where the two numbers before <c>obj</c> begin.</summary>
    private int? BeginOf(int word)
    {
        var bytes = data.Span;
        var at = word;
        for (var numbers = 0; numbers < 2; numbers++)
        {
            var space = at;
            while (at > 0 && PdfLexer.IsSpace(bytes[at - 1])) { at--; }
            if (at == space && numbers > 0) { return null; }
            var digits = at;
            while (at > 0 && digits - at < 10 && bytes[at - 1] is >= (byte)'0' and <= (byte)'9') { at--; }
            if (at == digits) { return null; }
        }

        return at;
    }

    private void Take(int at)
    {
        if (_objects.ReadAt(at) is not ({ } id, var value)) { return; }
        _table.SetNewer(id.Number, new(at, -1));
        var dictionary = (value as PdfStream)?.Dictionary ?? value as PdfDictionary;
        switch ((dictionary?["Type"] as PdfName)?.Text)
        {
            case "ObjStm": _containers.Add(id.Number); break;
            case "XRef": Fill(dictionary!); break;
            case "Catalog": Fill(new(new(StringComparer.Ordinal) { ["Root"] = id })); break;
        }
    }

    private void Trailers()
    {
        for (var at = 0; at < data.Length;)
        {
            var found = data.Span[at..].IndexOf("trailer"u8);
            if (found < 0) { return; }
            at += found + "trailer"u8.Length;
            var parser = new PdfParser(data, at);
            if (parser.Read() is PdfDictionary trailer) { Fill(trailer); }
            budget.Hold(parser.Values, parser.Lexer.At - at);
        }
    }

    /// <summary>Later ones count.</summary>
    private void Fill(PdfDictionary trailer)
    {
        var all = new Dictionary<string, PdfValue>(_table.Trailer.Entries, StringComparer.Ordinal);
        foreach (var key in (string[])["Root", "Info", "ID", "Encrypt"])
        {
            if (trailer.Has(key, out var value)) { all[key] = value; }
        }

        _table.Trailer = new(all);
    }
}
