using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Log;
using Chat.Core.Messages;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>
/// A message that the assistant answers. The limits are asked first, so that the question and its reply are written in one step.
/// </summary>
public sealed class AskAssistant(IMessageLog log, IHistory history, IReplies replies, TimeProvider clock)
{
    public bool IsHere => replies.Assistant is not null;

    internal async Task<Result<Message>> HandleAsync(
        Caller caller, Message question, long? ifUnansweredSince, Action? placed, CancellationToken cancellationToken)
    {
        if (replies.Assistant is not { } assistant) { return NoReplies.NoAssistant; }
        if (await history.FindSentAsync(caller.AccountId, question.ClientMessageId!, cancellationToken) is { } sent) { return sent; }

        var plan = new ReplyPlan(Guid.CreateVersion7(clock.GetUtcNow()), question.ConversationId, question.Id, caller.AccountId);
        var admitted = await replies.AdmitAsync(caller, plan, cancellationToken);
        var beyondLimits = admitted.IsRefused(out var refusal, out _) ? refusal : null;
        var asking = new Asking(question, Draft(plan, assistant, beyondLimits), beyondLimits, ifUnansweredSince, placed);
        var asked = await log.AppendAsync(asking, cancellationToken);
        if (beyondLimits is not null) { return asked; }
        if (asking.Reply is { } reply) { replies.Begin(new(plan, reply.Seq, reply.Revision, asking.IsAlone)); }
        else { await replies.WithdrawAsync(plan.MessageId, cancellationToken); }

        return asked;
    }

    private static Message Draft(ReplyPlan plan, User assistant, Refusal? refusal) => new()
    {
        Id = plan.MessageId,
        ConversationId = plan.ConversationId,
        Seq = 0,
        SenderId = assistant.Id,
        Sender = assistant,
        Role = MessageRole.Assistant,
        Type = MessageType.Text,
        Content = refusal?.Sentence ?? "",
        Status = refusal is null ? MessageStatus.Streaming : MessageStatus.Failed,
        Attachments = [],
        Reactions = [],
        Revision = 0,
        CreatedAt = default,
    };
}
