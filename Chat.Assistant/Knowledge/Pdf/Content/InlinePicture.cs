using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Content;

/// <summary>A picture among the operators (8.9.7), whose bytes may look like anything.</summary>
internal static class InlinePicture
{
    /// <summary>What follows the end of a picture is text.</summary>
    private const int Looked = 12;

    private const int MaxEntries = 64;

    public static void Skip(PdfParser parser, PdfBudget budget)
    {
        for (var entries = 0; entries < MaxEntries && parser.Read() is { } value; entries++)
        {
            if (value is PdfWord { Text: "ID" }) { break; }
        }

        var bytes = parser.Lexer.Data.Span;
        var start = parser.Lexer.At;
        for (var at = start; at < bytes.Length;)
        {
            var found = bytes[at..].IndexOf("EI"u8);
            if (found < 0) { break; }
            at += found + 2;
            if (at > 2 && PdfLexer.IsSpace(bytes[at - 3]) && IsText(bytes[at..])) { parser.Lexer.At = at; break; }
        }

        if (parser.Lexer.At == start) { parser.Lexer.At = bytes.Length; }
        budget.Search(parser.Lexer.At - start);
    }

    private static bool IsText(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > 0 && !PdfLexer.IsSpace(rest[0])) { return false; }
        foreach (var one in rest[..Math.Min(rest.Length, Looked)])
        {
            if (one > 126 || (one < 32 && !PdfLexer.IsSpace(one))) { return false; }
        }

        return true;
    }
}
