using System.Collections.Concurrent;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Tests.Running;

/// <summary>One open connection and everything it was told.</summary>
public sealed class TestConnection : IChatClient, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<object> _events = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private TestConnection(HubConnection raw)
    {
        Raw = raw;
        Hub = new(raw);
        raw.Receive(this);
        raw.Closed += cause =>
        {
            _closed.TrySetResult(cause);
            return Task.CompletedTask;
        };
    }

    public ChatHubProxy Hub { get; }

    public HubConnection Raw { get; }

    public IReadOnlyCollection<object> Events => _events;

    /// <summary>Ends when the server closed the connection; waiting too long fails.</summary>
    public Task<Exception?> ClosedAsync() => _closed.Task.WaitAsync(Patience);

    public static async Task<TestConnection> OpenAsync(Uri server, string? accessToken, WireEncoding encoding, CancellationToken cancellationToken)
    {
        var connection = new TestConnection(HubConnections.Create(server, _ => new(accessToken), encoding));
        await connection.Raw.StartAsync(cancellationToken);
        await connection.NextAsync<Connected>(cancellationToken);
        return connection;
    }

    /// <summary>The next event of the kind; others before it are passed over.</summary>
    public async Task<T> NextAsync<T>(CancellationToken cancellationToken)
    {
        while (await _arrived.WaitAsync(Patience, cancellationToken))
        {
            if (_events.TryDequeue(out var one) && one is T wanted) { return wanted; }
        }

        throw new TimeoutException($"No {typeof(T).Name} came.");
    }

    public Task Connected(Connected connected) => Keep(connected);

    public Task SignedIn(Session session) => Keep(session);

    public Task Problem(Problem problem) => Keep(problem);

    public Task MessageReceived(Message message) => Keep(message);

    public Task MessageUpdated(Message message) => Keep(new MessageChange(message));

    public Task ConversationUpdated(Conversation conversation) => Keep(conversation);

    public Task ConversationRemoved(ConversationRemoved removed) => Keep(removed);

    public Task HistoryCleared(HistoryCleared cleared) => Keep(cleared);

    public Task ReadMoved(ReadMoved mark) => Keep(mark);

    public Task OwnStateChanged(OwnStateChanged changed) => Keep(changed);

    public Task UserTyping(UserTyping typing) => Keep(typing);

    public Task MessageDelta(MessageDelta delta) => Keep(delta);

    public Task PresenceChanged(Contracts.Presence.Presence presence) => Keep(presence);

    public Task RegistrationRequested(RegistrationRequested requested) => Keep(requested);

    public Task Greeting(Greeting greeting) => Keep(greeting);

    public Task EmotionUpdated(EmotionUpdate update) => Keep(update);

    public async ValueTask DisposeAsync()
    {
        await Raw.DisposeAsync();
        _arrived.Dispose();
    }

    private Task Keep(object one)
    {
        _events.Enqueue(one);
        _arrived.Release();
        return Task.CompletedTask;
    }
}

/// <summary>A message that came as <c>MessageUpdated</c>, told apart from a new one.</summary>
public sealed record MessageChange(Message Message);
