namespace Chat.Client.Storing;

/// <summary>
/// What is told while a sync is under way, conversation by conversation. Too much is forgotten, and synced again: a page that
/// is asked for later holds it.
/// </summary>
internal sealed class EventBuffer
{
    // A second's worth of a very busy group, and a few megabytes in all.
    public const int MaxOfConversation = 256;
    public const int MaxInAll = 4_096;

    private readonly Dictionary<Guid, Queue<ChatEvent>> _waiting = [];
    private readonly Queue<OwnEvent> _own = [];
    private readonly HashSet<Guid> _forgotten = [];
    private int _count;

    /// <summary>Something did not fit.</summary>
    public bool IsIncomplete { get; private set; }

    public void Add(ChatEvent happened)
    {
        if (_count >= MaxInAll)
        {
            IsIncomplete = true;
            return;
        }

        if (happened is OwnEvent own)
        {
            _own.Enqueue(own);
            _count++;
            return;
        }

        if (!_forgotten.Contains(happened.ConversationId)) { Add(happened, _waiting.TryGetValue(happened.ConversationId, out var queue) ? queue : []); }
    }

    /// <summary>In each conversation's order.</summary>
    public IEnumerable<ChatEvent> All => _waiting.Values.SelectMany(queue => queue).Concat(_own);

    private void Add(ChatEvent happened, Queue<ChatEvent> queue)
    {
        if (queue.Count >= MaxOfConversation)
        {
            _waiting.Remove(happened.ConversationId);
            _forgotten.Add(happened.ConversationId);
            _count -= queue.Count;
            IsIncomplete = true;
            return;
        }

        queue.Enqueue(happened);
        _waiting[happened.ConversationId] = queue;
        _count++;
    }
}
