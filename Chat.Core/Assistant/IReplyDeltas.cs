using Chat.Contracts.Messages;

namespace Chat.Core.Assistant;

/// <summary>The ephemeral lane of replies: their pieces, in order, to everybody in the conversation on every node.</summary>
public interface IReplyDeltas
{
    /// <summary>Neither waits nor fails.</summary>
    void Tell(Reply reply, int offset, string text);

    /// <summary>The message says the rest itself.</summary>
    void End(Reply reply);

    /// <summary>What was told so far of a message of that revision, where this node heard all of it; null otherwise.</summary>
    string? TextOf(Guid messageId, long revision);
}

/// <summary>Nobody listens.</summary>
internal sealed class NoReplyDeltas : IReplyDeltas
{
    public void Tell(Reply reply, int offset, string text)
    {
    }

    public void End(Reply reply)
    {
    }

    public string? TextOf(Guid messageId, long revision) => null;
}

internal static class RunningTexts
{
    extension(IReplyDeltas deltas)
    {
        /// <summary>
        /// What is on disk of a running reply is up to a second old; whoever joins in the middle gets the text up to the piece that
        /// is told next.
        /// </summary>
        public IReadOnlyList<Message> Complete(IReadOnlyList<Message> messages) =>
            messages.Any(message => message.Status is MessageStatus.Streaming) ? [.. messages.Select(deltas.Complete)] : messages;

        private Message Complete(Message message) =>
            message.Status is MessageStatus.Streaming && deltas.TextOf(message.Id, message.Revision) is { } text && text.Length > message.Content.Length
                ? message with { Content = text }
                : message;
    }
}
