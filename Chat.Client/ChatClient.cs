using Chat.Client.Connecting;
using Chat.Client.Saving;
using Chat.Client.Sending;
using Chat.Client.Sessions;
using Chat.Client.Storing;
using Chat.Client.Syncing;
using Chat.Contracts.Accounts;

namespace Chat.Client;

/// <summary>
/// A device of a user. It keeps a connection while somebody is signed in, knows every conversation as the server does, and sends
/// what is written also when it was offline at the time. Handlers of its events are called one at a time for each source, hold
/// up what they are told of, and must not throw.
/// </summary>
public sealed partial class ChatClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ChatClientOptions _options;
    private readonly SessionKeeper _sessions;
    private readonly ChatStore _store;
    private readonly Outbox _outbox;
    private readonly StorageHealth _storage;
    private readonly CurrentConnection _current = new();
    private readonly Patience _patience;
    private readonly ConnectionLoop _loop;
    private bool _isEnded;
    private Task _running = Task.CompletedTask;
    private volatile ConnectionStatus _status = new(ConnectionState.Offline);

    private ChatClient(ChatClientOptions options)
    {
        _options = options;
        _store = new(change => Changed?.Invoke(change));
        _storage = new(failure => StorageChanged?.Invoke(failure));
        _outbox = new(options.Outbox, _storage, options.Clock, change => Changed?.Invoke(change));
        _sessions = new(options.Server, options.Session, options.Clock, _storage);
        _patience = new(options.Reconnect, options.Clock);
        var sending = new SendLoop(_outbox, _store, _patience);
        _loop = new(
            options.Server, _sessions, new SyncLoop(_store, _patience, options.SyncPageSize), new TextLoop(_store, _patience, options.Clock),
            sending, _current, new EventReceiver(_store, _sessions, sending, options.Listener), _patience, options.Clock, Tell);
    }

    /// <summary>Conversations, messages or the outbox changed.</summary>
    public event Action<ChatChange>? Changed;

    public event Action<ConnectionStatus>? StatusChanged;

    /// <summary>Saving failed, or works again: then it is null.</summary>
    public event Action<Exception?>? StorageChanged;

    /// <summary>Why not everything that should be saved is, such as a full disk. All goes on in memory meanwhile.</summary>
    public Exception? StorageFailure => _storage.Failure;

    /// <summary>All that is known, as of now.</summary>
    public ChatState State => _store.State;

    public ConnectionStatus Status => _status;

    /// <summary>Who is signed in.</summary>
    public User? User => _sessions.Session?.User;

    /// <summary>What is not acknowledged, in the order it was written; refused ones stay until somebody says what becomes of them.</summary>
    public IReadOnlyList<OutgoingMessage> Outgoing => _outbox.Messages;

    /// <summary>Loads what was saved and connects, if somebody is signed in.</summary>
    public static async Task<ChatClient> StartAsync(ChatClientOptions options, CancellationToken cancellationToken)
    {
        var client = new ChatClient(options);
        await client.LoadAsync(cancellationToken);
        client._running = Task.WhenAll(client._loop.RunAsync(client._end.Token), client.SaveStateAsync(client._end.Token));
        return client;
    }

    /// <summary>Ends when nothing is known to be missing: after each connect, once everything was fetched.</summary>
    public Task CurrentAsync(CancellationToken cancellationToken) => _store.CurrentAsync(cancellationToken);

    /// <summary>Makes an account and signs it in.</summary>
    public async Task<User> RegisterAsync(RegisterUserRequest request, CancellationToken cancellationToken) =>
        await SignInAsync(await _options.Server.RegisterAsync(request, cancellationToken), cancellationToken);

    public async Task<User> LogInAsync(LoginRequest request, CancellationToken cancellationToken) =>
        await SignInAsync(await _options.Server.LogInAsync(request, cancellationToken), cancellationToken);

    /// <summary>With a session from elsewhere, which nobody else uses from here on.</summary>
    public async Task<User> SignInAsync(Session session, CancellationToken cancellationToken)
    {
        BelongTo(session.User.Id);
        await _sessions.TakeAsync(session, cancellationToken);
        _loop.Drop();
        return session.User;
    }

    /// <summary>Forgets the session even when the server cannot be told; what is known and unsent stays for the same user.</summary>
    public async Task LogOutAsync(CancellationToken cancellationToken)
    {
        if (_sessions.Session is null) { return; }
        try { await _sessions.EndAsync(cancellationToken); }
        finally { _loop.Drop(); }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isEnded, true)) { return; }
        await _end.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SaveAgainAsync(CancellationToken.None);
        await _storage.TryAsync(StoragePart.State, () => _options.State.SaveAsync(SavedState.Of(State), CancellationToken.None));
        _sessions.Dispose();
        _store.Dispose();
        _outbox.Dispose();
        _options.Server.Dispose();
        _end.Dispose();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _sessions.LoadAsync(cancellationToken);
        await _outbox.LoadAsync(cancellationToken);
        if (await _options.State.LoadAsync(cancellationToken) is { } saved) { _store.Start(saved.ToState()); }
        if (_sessions.Session is { } session) { BelongTo(session.User.Id); }
    }

    private void BelongTo(Guid userId)
    {
        if (State.UserId != userId) { _store.Start(ChatState.Empty with { UserId = userId }); }
        _outbox.BelongTo(userId);
    }

    private async Task SaveStateAsync(CancellationToken cancellationToken)
    {
        var saved = State;
        using var timer = new PeriodicTimer(_options.SaveStateEvery, _options.Clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await SaveAgainAsync(cancellationToken);
            var state = State;
            if (ReferenceEquals(saved, state)) { continue; }
            if (await _storage.TryAsync(StoragePart.State, () => _options.State.SaveAsync(SavedState.Of(state), cancellationToken))) { saved = state; }
        }
    }

    /// <summary>What could not be saved when it should have been.</summary>
    private async Task SaveAgainAsync(CancellationToken cancellationToken)
    {
        if (_storage.IsFailing(StoragePart.Session)) { await _sessions.SaveAsync(cancellationToken); }
        if (_storage.IsFailing(StoragePart.Outbox)) { await _outbox.SaveAsync(cancellationToken); }
    }

    private void Tell(ConnectionStatus status)
    {
        _status = status;
        StatusChanged?.Invoke(status);
    }
}
