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
            turn.Take(part);
            foreach (var text in part.Contents.OfType<TextContent>().Where(content => content.Text.Length > 0)) { yield return text.Text; }
        }
    }
}
