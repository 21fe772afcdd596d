using System.Runtime.CompilerServices;
using System.Text;
using Chat.Assistant.Context;
using Chat.Assistant.Tools;
using Microsoft.Extensions.AI;

namespace Chat.Assistant.Models;

/// <summary>Lets a model speak, and runs the tools it calls in between, a few times.</summary>
internal sealed class ModelTurns(ModelChain chain, ToolBox tools)
{
    private const int MaxRounds = 5;

    /// <summary>The pieces of the text, as they come.</summary>
    public async IAsyncEnumerable<string> SpeakAsync(ReplyContext context, ModelTurn turn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var messages = new List<ChatMessage>(context.Messages);
        var hasSpoken = false;
        for (var round = 1; round <= MaxRounds + 1; round++)
        {
            var (said, calls) = (new StringBuilder(), new List<FunctionCallContent>());

            // In its last round it has to answer with what it knows.
            await foreach (var part in chain.StreamAsync(messages, Options(context, round <= MaxRounds), turn, cancellationToken))
            {
                turn.Take(part);
                calls.AddRange(part.Contents.OfType<FunctionCallContent>());
                foreach (var text in part.Contents.OfType<TextContent>().Where(content => content.Text.Length > 0))
                {
                    if (said.Length is 0 && hasSpoken) { yield return "\n\n"; }
                    said.Append(text.Text);
                    hasSpoken = true;
                    yield return text.Text;
                }
            }

            if (calls is []) { yield break; }
            messages.Add(new(ChatRole.Assistant, said.Length is 0 ? [.. calls] : [new TextContent(said.ToString()), .. calls]));
            messages.Add(new(ChatRole.Tool, await ResultsAsync(calls, context, cancellationToken)));
        }
    }

    private ChatOptions Options(ReplyContext context, bool mayCall) =>
        new() { AdditionalProperties = new() { [nameof(ReplyContext)] = context }, Tools = mayCall ? tools.Offered : null };

    private async Task<List<AIContent>> ResultsAsync(List<FunctionCallContent> calls, ReplyContext context, CancellationToken cancellationToken)
    {
        var results = new List<AIContent>();
        foreach (var call in calls) { results.Add(new FunctionResultContent(call.CallId, await tools.RunAsync(call, context, cancellationToken))); }

        return results;
    }
}
