using Chat.Contracts.Messages;

namespace Chat.Client.Storing;

/// <summary>Pieces of replies that cannot be put in their place yet.</summary>
internal sealed class WaitingPieces
{
    // Some seconds of a few replies; whatever is forgotten comes with the finished message.
    private const int MaxCount = 256;

    private readonly List<MessageDelta> _waiting = [];

    public void Add(MessageDelta piece)
    {
        if (_waiting.Count >= MaxCount) { _waiting.RemoveAt(0); }
        _waiting.Add(piece);
    }

    /// <summary>In the order they came: a piece that fits makes room for the next one.</summary>
    public ChatState ApplyTo(ChatState state)
    {
        if (_waiting.Count is 0) { return state; }
        _waiting.RemoveAll(piece => IsDone(ref state, piece));
        return state;
    }

    private static bool IsDone(ref ChatState state, MessageDelta piece)
    {
        if (state.Find(piece.ConversationId) is not { } stored) { return false; }
        var message = stored.Messages.Reverse().FirstOrDefault(one => one.Id == piece.MessageId);
        if (message is null || (message.Status is MessageStatus.Streaming && message.Content.Length < piece.Offset)) { return false; }
        if (message.Status is MessageStatus.Streaming) { state = state.With(stored with { Messages = stored.Messages.With(piece) }); }
        return true;
    }
}
