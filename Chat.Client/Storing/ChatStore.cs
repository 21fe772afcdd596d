using System.Threading.Channels;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Client.Storing;

/// <summary>The one place where what is known changes. While a page of a sync is awaited, what is told waits for it.</summary>
internal sealed class ChatStore(Action<ChatChange> tell) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Bell _syncNeeded = new();
    private readonly WaitingPieces _pieces = new();
    private readonly MissingTexts _missing = new();
    private EventBuffer? _buffer;
    private bool _needsSync = true;
    private TaskCompletionSource _current = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ChatState _state = ChatState.Empty;

    public ChatState State => _state;

    public bool NeedsSync
    {
        get { lock (_lock) { return _needsSync; } }
    }

    /// <summary>Forgets everything, for another user or with what was saved.</summary>
    public void Start(ChatState state)
    {
        lock (_lock)
        {
            _state = state;
            _pieces.Clear();
            _missing.Clear();
        }

        RequireSync();
    }

    public void RequireSync()
    {
        lock (_lock) { NeedSync(); }
    }

    public Task SyncNeededAsync(CancellationToken cancellationToken) => _syncNeeded.WaitAsync(cancellationToken);

    /// <summary>Ends when nothing is known to be missing.</summary>
    public Task CurrentAsync(CancellationToken cancellationToken)
    {
        lock (_lock) { return _current.Task.WaitAsync(cancellationToken); }
    }

    public void Receive(ChatEvent happened)
    {
        ChatState before;
        lock (_lock)
        {
            before = _state;
            if (_buffer is not null)
            {
                _buffer.Add(happened);
                return;
            }

            Apply(happened);
            ExtendAll();
        }

        Tell(before, _state, [happened.ConversationId]);
    }

    /// <summary>
    /// Messages that the server answered with, before their events or long after. They are shown at once; the revision stays, so that
    /// nothing before them is taken for known. Of a conversation that is not here, they show that it is missing.
    /// </summary>
    public void Keep(params IReadOnlyList<Message> messages)
    {
        ChatState before;
        lock (_lock)
        {
            before = _state;
            foreach (var message in messages)
            {
                if (_state.Find(message.ConversationId) is { } stored) { _state = _state.With(stored.With(message)); } else { NeedSync(); }
            }

            if (_buffer is null) { ExtendAll(); }
        }

        Tell(before, _state, messages.Select(message => message.ConversationId));
    }

    /// <summary>
    /// More of a reply that is being written. What comes before the message it belongs to, or before a page with the text until
    /// then, waits for that.
    /// </summary>
    public void Extend(MessageDelta delta)
    {
        ChatState before;
        lock (_lock)
        {
            before = _state;
            _pieces.Add(delta, before);
            if (_buffer is null) { ExtendAll(); }
        }

        Tell(before, _state, [delta.ConversationId]);
    }

    /// <summary>Replies of which the text so far has to be fetched, as they turn up; <see cref="EndFetch"/> says that one was.</summary>
    public ChannelReader<Message> MissingTexts => _missing.Asked;

    /// <summary>Says whether the text so far is here, as far as can be seen; if not, it has to be fetched again.</summary>
    public bool EndFetch(Guid messageId)
    {
        lock (_lock)
        {
            if (_pieces.IsMissing(messageId)) { return false; }
            _missing.Found(messageId);
            return true;
        }
    }

    /// <summary>Nobody fetches any more; after the next sync all that is missing is named again.</summary>
    public void ForgetMissingTexts()
    {
        lock (_lock) { _missing.Clear(); }
    }

    public SyncRequest BeginSync(int limit)
    {
        lock (_lock)
        {
            _needsSync = false;
            _buffer = new();
            return _state.ToRequest(limit);
        }
    }

    /// <summary>Says whether there is more to sync.</summary>
    public bool EndSync(SyncPage page)
    {
        ChatState before;
        Guid[] touched;
        bool isMore;
        lock (_lock)
        {
            before = _state;
            (_state, var again) = before.Apply(page);
            touched = [.. page.Conversations.Select(one => one.Conversation.Id), .. page.Removed, .. page.Own.Select(own => own.ConversationId), .. Drain()];
            if (again || page.More) { NeedSync(); }
            isMore = _needsSync;
            if (!isMore)
            {
                _current.TrySetResult();

                // A sync brings no message whose revision is known, and pieces were told while nobody listened.
                _missing.Name(_state.Conversations.Values.SelectMany(one => one.Messages.Unfinished()));
            }
        }

        Tell(before, _state, touched);
        return isMore;
    }

    /// <summary>No page came.</summary>
    public void AbandonSync()
    {
        ChatState before;
        Guid[] touched;
        lock (_lock)
        {
            before = _state;
            touched = Drain();
            NeedSync();
        }

        Tell(before, _state, touched);
    }

    public void Dispose() => _syncNeeded.Dispose();

    private Guid[] Drain()
    {
        var buffer = _buffer!;
        _buffer = null;
        ChatEvent[] waited = [.. buffer.All];
        foreach (var happened in waited) { Apply(happened); }

        ExtendAll();
        if (buffer.IsIncomplete) { NeedSync(); }
        return [.. waited.Select(happened => happened.ConversationId)];
    }

    private void Apply(ChatEvent happened)
    {
        (_state, var needsSync) = _state.Apply(happened);
        if (needsSync) { NeedSync(); }
    }

    private void ExtendAll()
    {
        _state = _pieces.ApplyTo(_state);
        _missing.Name(_pieces.Gaps);
    }

    private void NeedSync()
    {
        _needsSync = true;
        if (_current.Task.IsCompleted) { _current = new(TaskCreationOptions.RunContinuationsAsynchronously); }
        _syncNeeded.Ring();
    }

    private void Tell(ChatState before, ChatState after, IEnumerable<Guid> touched)
    {
        Guid[] changed = [.. touched.Distinct().Where(id => !ReferenceEquals(before.Find(id), after.Find(id)))];
        if (changed.Length > 0) { tell(new() { Conversations = changed }); }
    }
}
