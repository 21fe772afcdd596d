using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>Leaves an empty shell where the message was, for everybody. One's own, or anybody's in a group one owns.</summary>
public sealed class DeleteMessage(IMessageLog log, IHistory history)
{
    public async Task<Result<Message>> HandleAsync(Caller caller, Guid messageId, CancellationToken cancellationToken) =>
        await history.ConversationOfAsync(messageId, caller.AccountId, cancellationToken) is { } conversation
            ? await log.AppendAsync(new Deleting(conversation, caller.AccountId, messageId), cancellationToken)
            : ConversationRefusals.NoMessage;

    private sealed class Deleting(Guid conversationId, Guid callerId, Guid messageId) : ChangingMessage(conversationId, callerId, messageId)
    {
        protected override Result<Message> Change(ConversationState conversation, MemberState member, Message message, DateTimeOffset now)
        {
            var isModerator = conversation.Kind is ConversationKind.Group && member.Role is ParticipantRole.Owner;
            if (message.SenderId != member.AccountId && !isModerator) { return Refusal.Forbidden("Only its sender or an owner of the group may delete a message."); }
            return message.DeletedAt is not null ? message : message with
            {
                Content = "",
                Attachments = [],
                Reactions = [],
                Mentions = null,
                Emotion = null,
                DeletedAt = now,
            };
        }
    }
}
