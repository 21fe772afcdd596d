using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>Takes what became of a running reply through the durable lane. One that has ended already stays as it is.</summary>
public sealed class ChangeReply(IMessageLog log)
{
    /// <summary>Answers the message as it is then; null: it is gone.</summary>
    public Task<Result<Message?>> HandleAsync(ReplyPlan reply, ReplyChange change, CancellationToken cancellationToken) =>
        log.AppendAsync(new Changing(reply, change), cancellationToken);

    private sealed class Changing(ReplyPlan reply, ReplyChange change) : Operation<Message?>
    {
        public override int Lane => reply.ConversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Conversations.Add(reply.ConversationId);
            reads.Messages.Add(reply.MessageId);
        }

        protected override Result<Message?> Apply(LogState state)
        {
            // Cleared or deleted meanwhile: nobody waits for it.
            if (state.Conversation(reply.ConversationId) is not { } conversation || state.Message(reply.MessageId) is not { } message) { return Result.Of<Message?>(null); }
            if (message.Status is not MessageStatus.Streaming)
            {
                state.TellAgain(this, new MessageChanged(message));
                return message;
            }

            var changed = state.Replace(conversation, change.ApplyTo(message));
            if (change.Status is not MessageStatus.Streaming) { conversation.UpdatedAt = state.Now; }
            return changed;
        }
    }
}

/// <summary>What becomes of a running reply; without a text the saved one stays.</summary>
public sealed record ReplyChange(MessageStatus Status, string? Text, string? Notice, IReadOnlyList<Citation>? Citations = null)
{
    /// <summary>A reply that failed before its first word shows the reason where clients look first.</summary>
    public Message ApplyTo(Message message)
    {
        var text = Text ?? message.Content;
        return message with
        {
            Status = Status,
            Content = Status is MessageStatus.Failed && text is "" ? Notice ?? "" : text,
            Notice = Notice,
            Citations = Citations is { Count: > 0 } ? Citations : null,
        };
    }
}
