using Chat.Contracts.Assistant;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Messages;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>A draft of what the caller could write next; nothing is sent.</summary>
public sealed class SuggestReply(GetMessages history, IAssistantWriter writer)
{
    public Task<Result<DraftText>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken) =>
        Drafting.WriteAsync(WritingTask.SuggestReply, limit: 30, caller, conversationId, history, writer, cancellationToken);
}

/// <summary>What was said in a conversation, in a few sentences, as far as the caller may see it.</summary>
public sealed class Summarize(GetMessages history, IAssistantWriter writer)
{
    public Task<Result<DraftText>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken) =>
        Drafting.WriteAsync(WritingTask.Summarize, GetMessages.MaxPage, caller, conversationId, history, writer, cancellationToken);
}

internal static class Drafting
{
    private static readonly Refusal Nothing = Refusal.Invalid("Nothing has been said in this conversation yet.");

    public static async Task<Result<DraftText>> WriteAsync(
        WritingTask task, int limit, Caller caller, Guid conversationId, GetMessages history, IAssistantWriter writer, CancellationToken cancellationToken)
    {
        var page = await history.HandleAsync(caller, new GetMessagesRequest { ConversationId = conversationId, Limit = limit }, cancellationToken);
        if (page.IsRefused(out var refusal, out var said)) { return refusal; }
        Message[] messages = [.. said.Messages.Where(message => message is { DeletedAt: null, Status: not (MessageStatus.Failed or MessageStatus.Streaming), Content.Length: > 0 })];
        if (messages is []) { return Nothing; }
        var written = await writer.WriteAsync(caller, task, messages, cancellationToken);
        return written.IsRefused(out refusal, out var content) ? refusal : new DraftText { Content = content };
    }
}
