namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Tokens as values. What is broken becomes null or is left out, and every call goes forward.</summary>
internal sealed class PdfParser(ReadOnlyMemory<byte> data, int at = 0, bool takesReferences = true)
{
    private const int MaxDepth = 48;

    /// <summary>Of one value, with all within.</summary>
    private const int MaxValues = 400_000;

    private int _values;

    public PdfLexer Lexer { get; } = new(data, at);

    /// <summary>How many values the last one was made of.</summary>
    public int Values => _values;

    /// <summary>The next value, null at the end.</summary>
    public PdfValue? Read()
    {
        _values = 0;
        return Value(depth: 0);
    }

    private PdfValue? Value(int depth)
    {
        Lexer.SkipSpace();
        _values++;
        switch (Lexer.Peek())
        {
            case -1: return null;
            case '/': return Lexer.Name();
            case '(': return Lexer.LiteralString();
            case '[' when depth < MaxDepth: return Array(depth);
            case '<' when Lexer.Peek(1) is '<' && depth < MaxDepth: return Dictionary(depth);
            case '<' when Lexer.Peek(1) is not '<': return Lexer.HexString();
            case var one when PdfLexer.IsRegular(one): return Regular();
            default:
                Lexer.At++;
                return PdfNull.Value;
        }
    }

    private PdfValue Regular() => Lexer.NumberOrWord() switch
    {
        PdfNumber number when takesReferences && Reference(number) is { } reference => reference,
        PdfWord { Text: "null" } => PdfNull.Value,
        var other => other,
    };

    /// <summary>Whether two more tokens make this number a reference.</summary>
    private PdfReference? Reference(PdfNumber number)
    {
        if (number.Value < 0 || number.Value != number.Whole) { return null; }
        var back = Lexer.At;
        Lexer.SkipSpace();
        if (Lexer.Peek() is >= '0' and <= '9' && Lexer.NumberOrWord() is PdfNumber generation)
        {
            Lexer.SkipSpace();
            if (Lexer.Peek() is 'R' && !PdfLexer.IsRegular(Lexer.Peek(1)))
            {
                Lexer.At++;
                return new(number.Whole, generation.Whole);
            }
        }

        Lexer.At = back;
        return null;
    }

    private PdfArray Array(int depth)
    {
        Lexer.At++;
        var items = new List<PdfValue>();
        while (_values < MaxValues)
        {
            Lexer.SkipSpace();
            if (Lexer.Peek() is ']') { Lexer.At++; break; }
            if (IsCutOff() || Value(depth + 1) is not { } item) { break; }
            items.Add(item);
        }

        return new(items);
    }

    private PdfDictionary Dictionary(int depth)
    {
        Lexer.At += 2;
        var entries = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        while (_values < MaxValues)
        {
            Lexer.SkipSpace();
            if (Lexer.Peek() is '>')
            {
                Lexer.At += Lexer.Peek(1) is '>' ? 2 : 1;
                break;
            }

            if (IsCutOff() || Value(depth + 1) is not { } key) { break; }
            if (key is not PdfName name) { continue; }
            Lexer.SkipSpace();
            if (Lexer.Peek() is '>') { continue; }
            if (Value(depth + 1) is not { } value) { break; }
            entries[name.Text] = value;
        }

        return new(entries);
    }

    /// <summary>A bracket that nobody closed ends with its object.</summary>
    private bool IsCutOff()
    {
        if (Lexer.Peek() is not ('e' or 's')) { return false; }
        var rest = Lexer.Data.Span[Lexer.At..];
        return rest.StartsWith("endobj"u8) || rest.StartsWith("stream"u8) || rest.StartsWith("endstream"u8);
    }
}
