using Chat.Contracts.Messages;

namespace Chat.Client.Storing;

/// <summary>Pieces of replies that cannot be put in their place yet.</summary>
internal sealed class WaitingPieces
{
    // Some seconds of a few replies; whatever is forgotten is fetched, or comes with the finished message.
    private const int MaxCount = 256;

    private readonly Dictionary<Guid, Message> _gaps = [];
    private List<Waiting> _waiting = [];

    /// <summary>Replies of which something is missing that the pieces do not bring, as of the last look.</summary>
    public IReadOnlyCollection<Message> Gaps => _gaps.Values;

    public bool IsMissing(Guid messageId) => _gaps.ContainsKey(messageId);

    public void Add(MessageDelta piece, ChatState state)
    {
        if (_waiting.Count >= MaxCount) { _waiting.RemoveAt(0); }
        _waiting.Add(new(piece, Find(state, piece)?.Revision));
    }

    public void Clear()
    {
        _waiting.Clear();
        _gaps.Clear();
    }

    /// <summary>In the order they came, and again while one makes room for another.</summary>
    public ChatState ApplyTo(ChatState state)
    {
        _gaps.Clear();
        for (var before = int.MaxValue; _waiting.Count > 0 && _waiting.Count < before;)
        {
            before = _waiting.Count;
            _waiting = [.. _waiting.Select(one => Fit(ref state, one)).OfType<Waiting>()];
        }

        return state;
    }

    private static Message? Find(ChatState state, MessageDelta piece) => state.Find(piece.ConversationId)?.Messages.FindLast(piece.MessageId);

    /// <summary>What is left of it to wait for.</summary>
    private Waiting? Fit(ref ChatState state, Waiting waiting)
    {
        var piece = waiting.Piece;
        if (Find(state, piece) is not { } message || message.Revision < piece.Revision) { return waiting; }
        if (piece.Revision < message.Revision) { return null; }
        if (message.Status is not MessageStatus.Streaming)
        {
            _gaps.Remove(message.Id);
            return null;
        }

        // It does not say its text, as of older servers, and the message was changed since: maybe it belongs to the text before.
        var known = message.Content.Length - piece.Offset;
        var isOld = piece.Revision is null && waiting.Revision < message.Revision;
        if (isOld || known < 0)
        {
            _gaps[message.Id] = message;
            return isOld ? null : waiting with { Revision = message.Revision };
        }

        if (known < piece.Text.Length)
        {
            state = state.With(state.Find(piece.ConversationId)!.With(message with { Content = message.Content + piece.Text[known..] }));
        }

        _gaps.Remove(message.Id);
        return null;
    }

    /// <param name="Piece">What waits.</param>
    /// <param name="Revision">That its message had when it came; null: the message was not here.</param>
    private sealed record Waiting(MessageDelta Piece, long? Revision);
}
