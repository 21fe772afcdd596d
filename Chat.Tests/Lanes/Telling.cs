using Chat.Contracts.Messages;
using Chat.Core.Changes;

namespace Chat.Tests.Lanes;

/// <summary>Changes as the message log would hand them over.</summary>
internal static class Telling
{
    public static Message Message(Guid conversation, long revision, Guid sender = default, string content = "hello", long? seq = null) => new()
    {
        Id = Guid.CreateVersion7(),
        ConversationId = conversation,
        Seq = seq ?? revision,
        SenderId = sender,
        Role = MessageRole.User,
        Type = MessageType.Text,
        Content = content,
        Status = MessageStatus.Complete,
        Attachments = [],
        Reactions = [],
        Revision = revision,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    extension(IChangeDelivery lane)
    {
        public void Tell(params Change[] changes) => lane.Deliver(changes);

        public void TellMessages(Guid conversation, int from, int count, string content = "hello") =>
            lane.Deliver([.. Enumerable.Range(from, count).Select(at => new MessageAdded(Message(conversation, at, content: content)))]);
    }
}
