using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>Changes the words of one's own message.</summary>
public sealed class EditMessage(IMessageLog log, IHistory history, Mentions mentions)
{
    public async Task<Result<Message>> HandleAsync(Caller caller, EditMessageRequest request, CancellationToken cancellationToken)
    {
        if (MessageText.Check(request.Content, mayBeEmpty: true).IsRefused(out var refusal, out var content)) { return refusal; }
        if (await history.ConversationOfAsync(request.MessageId, caller.AccountId, cancellationToken) is not { } conversation)
        {
            return ConversationRefusals.NoMessage;
        }

        var named = await mentions.FindAsync(conversation, content, cancellationToken);
        return await log.AppendAsync(new Editing(conversation, caller.AccountId, request.MessageId, content, named), cancellationToken);
    }

    private sealed class Editing(Guid conversationId, Guid callerId, Guid messageId, string content, IReadOnlyList<Guid>? named)
        : ChangingMessage(conversationId, callerId, messageId)
    {
        protected override Result<Message> Change(ConversationState conversation, MemberState member, Message message, DateTimeOffset now)
        {
            if (message.SenderId != member.AccountId) { return Refusal.Forbidden("Only its sender may edit a message."); }
            if (message.DeletedAt is not null) { return Refusal.Conflict("This message was deleted."); }
            if (message.Type is MessageType.Call) { return Refusal.Forbidden("Messages about calls are written by the server."); }
            if (content is "" && message.Attachments.Count is 0) { return Refusal.Invalid("The message is empty."); }
            return message.Content == content ? message : message with { Content = content, Mentions = named, EditedAt = now };
        }
    }
}
