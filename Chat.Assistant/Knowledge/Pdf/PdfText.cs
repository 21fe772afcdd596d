using Chat.Assistant.Knowledge.Pdf.Content;
using Chat.Assistant.Knowledge.Pdf.Fonts;
using Chat.Assistant.Knowledge.Pdf.Layout;
using Chat.Assistant.Knowledge.Pdf.Objects;
using Chat.Core.Results;

namespace Chat.Assistant.Knowledge.Pdf;

/// <summary>What a PDF says: its own title, its paragraphs under their headings.</summary>
internal sealed record PdfText(string? Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>Readers find the mark of a PDF within so many bytes.</summary>
    private const int Front = 1_024;

    /// <summary>A text of which more characters are unknown, in parts of all, is none.</summary>
    private const double MostUnknown = 0.25;

    private static ReadOnlySpan<byte> Mark => "%PDF-"u8;

    public static bool StartsAs(ReadOnlySpan<byte> content) => content.TrimStart(" \t\r\n\uFEFF"u8).StartsWith(Mark);

    /// <summary>Behind bytes of something else.</summary>
    public static bool IsNearFront(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, Front)].IndexOf(Mark) >= 0;

    public static Result<PdfText> Read(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Places in the file are counted from its mark.
        var start = content.Span[..Math.Min(content.Length, Front)].IndexOf(Mark);
        try { return Read(PdfFile.Open(content[Math.Max(0, start)..], new PdfBudget(cancellationToken))); }
        catch (PdfFailure failure) { return failure.Refusal; }
    }

    private static Result<PdfText> Read(PdfFile file)
    {
        var contents = new ContentReader(file, new FontReader(file));
        var pages = new List<IReadOnlyList<Line>>();
        foreach (var (page, resources) in Pages.Of(file)) { pages.Add(contents.Read(Pages.ContentOf(page, file), resources).Lines); }
        if (pages is []) { return PdfRefusals.Damaged; }

        var (letters, unknown) = (pages.Sum(page => page.Sum(line => line.Letters)), pages.Sum(page => page.Sum(line => line.Unknown)));
        if (letters + unknown is 0) { return PdfRefusals.NoText; }
        if (unknown > (letters + unknown) * MostUnknown) { return PdfRefusals.NoLetters; }

        var blocks = PdfBlocks.Of(Furniture.Without([.. pages.Select(page => (IReadOnlyList<Line>)[.. page.Where(line => line.Letters > line.Unknown)])]));
        return blocks.Count > 0 ? new PdfText(PdfTitle.Of(file), blocks) : PdfRefusals.NoText;
    }
}
