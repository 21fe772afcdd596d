namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Objects as they lie in the file: <c>7 0 obj … endobj</c>, with their streams.</summary>
internal sealed class ObjectReader(ReadOnlyMemory<byte> data, PdfBudget budget, Func<PdfValue, PdfValue> resolve)
{
    /// <summary>The object at this place with its number, null when there is none.</summary>
    public (PdfReference Id, PdfValue Value)? ReadAt(long at)
    {
        if (at < 0 || at >= data.Length) { return null; }
        var parser = new PdfParser(data, (int)at);
        if (IdAt(parser.Lexer) is not { } id || parser.Read() is not { } value) { return null; }
        budget.Hold(parser.Values, parser.Lexer.At - (int)at);
        if (value is not PdfDictionary dictionary) { return (id, value); }

        parser.Lexer.SkipSpace();
        if (!data.Span[parser.Lexer.At..].StartsWith("stream"u8)) { return (id, value); }
        var start = StartOf(parser.Lexer.At + "stream"u8.Length);
        return (id, new PdfStream(dictionary, data[start..EndOf(start, dictionary)], id));
    }

    private static PdfReference? IdAt(PdfLexer lexer)
    {
        lexer.SkipSpace();
        if (lexer.NumberOrWord() is not PdfNumber number) { return null; }
        lexer.SkipSpace();
        if (lexer.NumberOrWord() is not PdfNumber generation) { return null; }
        lexer.SkipSpace();
        if (!lexer.Data.Span[lexer.At..].StartsWith("obj"u8)) { return null; }
        lexer.At += 3;
        return new(number.Whole, generation.Whole);
    }

    private int StartOf(int at)
    {
        var bytes = data.Span;
        if (at < bytes.Length && bytes[at] is (byte)'\r') { at++; }
        if (at < bytes.Length && bytes[at] is (byte)'\n') { at++; }
        return at;
    }

    /// <summary>Where its length says, when the stream ends there; else where its end is found.</summary>
    private int EndOf(int start, PdfDictionary dictionary)
    {
        var bytes = data.Span;
        if (resolve(dictionary["Length"]) is PdfNumber { Whole: >= 0 and var length } && length <= bytes.Length - start)
        {
            var lexer = new PdfLexer(data, start + length);
            while (PdfLexer.IsSpace(lexer.Peek())) { lexer.At++; }
            if (bytes[lexer.At..].StartsWith("endstream"u8)) { return start + length; }
        }

        var found = bytes[start..].IndexOf("endstream"u8);
        if (found < 0) { found = bytes[start..].IndexOf("endobj"u8); }
        if (found < 0) { found = bytes.Length - start; }
        budget.Search(found);
        return start + found;
    }
}
