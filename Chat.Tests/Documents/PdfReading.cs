using Chat.Assistant.Knowledge.Pdf;

namespace Chat.Tests.Documents;

/// <summary>What is read of a PDF, or why nothing is.</summary>
internal static class PdfReading
{
    public static PdfText Read(byte[] pdf) =>
        PdfText.Read(pdf, TestContext.Current.CancellationToken).IsRefused(out var refusal, out var text) ? throw new InvalidOperationException(refusal.Sentence) : text;

    public static string Text(byte[] pdf) => string.Join('\n', Read(pdf).Blocks.Select(block => block.Text));

    public static string Refusal(byte[] pdf)
    {
        Assert.True(PdfText.Read(pdf, TestContext.Current.CancellationToken).IsRefused(out var refusal, out var text), text is null ? "" : string.Join('\n', text.Blocks));
        return refusal.Sentence;
    }
}
