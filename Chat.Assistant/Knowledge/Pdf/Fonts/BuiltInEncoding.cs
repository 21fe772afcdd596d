using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>What an embedded Type 1 program says of its own codes: <c>dup 65 /A put</c>, in the part that is not encrypted.</summary>
internal static class BuiltInEncoding
{
    public static string?[]? Of(PdfDictionary descriptor, PdfFile file)
    {
        if (file.Resolve(descriptor["FontFile"]) is not PdfStream stream) { return null; }
        var program = file.Unpack(stream);
        var start = program.Span.IndexOf("/Encoding"u8);
        if (start < 0) { return null; }
        var end = program.Span[start..].IndexOf("eexec"u8);
        var parser = new PdfParser(end < 0 ? program[start..] : program.Slice(start, end), takesReferences: false);

        var names = new string?[256];
        var (code, found) = ((int?)null, 0);
        while (parser.Read() is { } value)
        {
            file.Budget.Step();
            switch (value)
            {
                case PdfWord { Text: "StandardEncoding" } when found is 0: return null;
                case PdfWord { Text: "readonly" or "def" } when found > 0: return names;
                case PdfNumber { Whole: >= 0 and < 256 and var number }: code = number; break;
                case PdfName name when code is { } at: (names[at], code, found) = (name.Text, null, found + 1); break;
            }
        }

        return found > 0 ? names : null;
    }
}
