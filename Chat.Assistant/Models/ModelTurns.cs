using System.Runtime.CompilerServices;
using Chat.Assistant.Context;
using Microsoft.Extensions.AI;

namespace Chat.Assistant.Models;

/// <summary>Lets a model speak.</summary>
internal sealed class ModelTurns(ModelChain chain)
{
    /// <summary>The pieces of the text, as they come.</summary>
    public async IAsyncEnumerable<string> SpeakAsync(ReplyContext context, ModelTurn turn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new ChatOptions { AdditionalProperties = new() { [nameof(ReplyContext)] = context } };
        await foreach (var part in chain.StreamAsync(context.Messages, options, turn, cancellationToken))
        {
            foreach (var content in part.Contents)
            {
                if (content is UsageContent { Details: var used })
                {
                    turn.TokensIn += used.InputTokenCount ?? 0;
                    turn.TokensOut += used.OutputTokenCount ?? 0;
                }
                else if (content is TextContent { Text: { Length: > 0 } text }) { yield return text; }
            }
        }
    }
}
