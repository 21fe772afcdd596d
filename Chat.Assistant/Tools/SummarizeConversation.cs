using Chat.Assistant.Context;
using Chat.Core.Assistant;
using Chat.Core.Results;

namespace Chat.Assistant.Tools;

/// <summary>A conversation of the person's; from a group, that group alone.</summary>
internal sealed class SummarizeConversation(Summarize summarize) : IAssistantTool
{
    public string Name => "summarize_conversation";

    public string Description => "Summarises a conversation of the person you speak with: this one, or another by its id.";

    public string Arguments => """{"type":"object","properties":{"conversation_id":{"type":"string","description":"left out for this conversation"}}}""";

    public async Task<Result<string>> RunAsync(ToolArguments arguments, ReplyContext context, CancellationToken cancellationToken)
    {
        var conversation = context.ConversationId;
        if (context.IsAlone && arguments.Text("conversation_id") is { Length: > 0 } text && !Guid.TryParse(text, out conversation))
        {
            return Refusal.Invalid("conversation_id is no id of a conversation");
        }

        var written = await summarize.HandleAsync(context.Asker, conversation, cancellationToken);
        return written.IsRefused(out var refusal, out var draft) ? refusal : draft.Content;
    }
}
