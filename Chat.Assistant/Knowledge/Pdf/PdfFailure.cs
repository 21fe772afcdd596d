using Chat.Core.Results;

namespace Chat.Assistant.Knowledge.Pdf;

/// <summary>Reading ends here, from however deep; caught where it began.</summary>
internal sealed class PdfFailure(Refusal refusal) : Exception(refusal.Sentence)
{
    public Refusal Refusal => refusal;
}
