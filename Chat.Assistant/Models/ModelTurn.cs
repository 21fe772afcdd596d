using Chat.Assistant.Context;
using Chat.Contracts.Messages;
using Microsoft.Extensions.AI;

namespace Chat.Assistant.Models;

/// <summary>What came of letting a model speak, filled in while it does.</summary>
internal sealed class ModelTurn
{
    public string Model { get; set; } = "none";

    /// <summary>Tokens are free where no model is.</summary>
    public bool IsFree { get; set; }

    public long TokensIn { get; private set; }

    public long TokensOut { get; private set; }

    public long? FirstTokenAt { get; set; }

    public IReadOnlyList<Citation>? Citations { get; set; }

    public void Take(ChatResponseUpdate part)
    {
        foreach (var used in part.Contents.OfType<UsageContent>())
        {
            TokensIn += used.Details.InputTokenCount ?? 0;
            TokensOut += used.Details.OutputTokenCount ?? 0;
        }
    }

    /// <summary>A model that does not say what it used is estimated: limits hold for it as well.</summary>
    public void Settle(IEnumerable<ChatMessage> asked, string said)
    {
        if (IsFree || TokensIn + TokensOut > 0 || said.Length is 0) { return; }
        (TokensIn, TokensOut) = (asked.Sum(message => (long)TokenEstimate.Of(message.Text)), TokenEstimate.Of(said));
    }
}
