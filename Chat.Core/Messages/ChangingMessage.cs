using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>A change of one message, by a member who can see it.</summary>
internal abstract class ChangingMessage(Guid conversationId, Guid callerId, Guid messageId) : Operation<Message>
{
    private static readonly Refusal StillWritten = Refusal.Conflict("This message is still being written. Stop the reply first.");

    public override int Lane => conversationId.GetHashCode();

    public override void Read(LogReads reads)
    {
        reads.Member(conversationId, callerId);
        reads.Messages.Add(messageId);
    }

    protected override Result<Message> Apply(LogState state)
    {
        if (state.Seat(conversationId, callerId) is not var (conversation, member)) { return ConversationRefusals.NoMessage; }
        if (state.Message(messageId) is not { } message || message.Seq <= member.ClearedUpToSeq) { return ConversationRefusals.NoMessage; }
        if (message.Status is MessageStatus.Streaming) { return StillWritten; }
        if (Change(conversation, member, message, state.Now).IsRefused(out var refusal, out var changed)) { return refusal; }
        if (!ReferenceEquals(changed, message)) { return state.Replace(conversation, changed); }

        state.TellAgain(this, new MessageChanged(message));
        return message;
    }

    /// <summary>The message in its new form; itself, when it is that already.</summary>
    protected abstract Result<Message> Change(ConversationState conversation, MemberState member, Message message, DateTimeOffset now);
}
