using System.Collections.Concurrent;
using System.Threading.Channels;
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
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Tests.Lanes;

/// <summary>One device: what it heard, by kind and all in order.</summary>
internal sealed class Listener : IChatClient, IAsyncDisposable
{
    // Generous: the machine that runs this may be busy with other things.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<Type, Channel<object>> _heard = [];
    private readonly ConcurrentQueue<object> _all = [];
    private readonly HubConnection _connection;

    private Listener(HubConnection connection)
    {
        _connection = connection;
        Hub = new(connection);
        connection.Receive(this);
    }

    public ChatHubProxy Hub { get; }

    public string ConnectionId { get; private set; } = "";

    public object[] All => [.. _all];

    public static async Task<Listener> ConnectAsync(Uri server, string? token, WireEncoding encoding, CancellationToken cancellationToken)
    {
        var listener = new Listener(HubConnections.Create(server, _ => new(token), encoding));
        await listener._connection.StartAsync(cancellationToken);
        listener.ConnectionId = (await listener.NextAsync<Connected>(cancellationToken)).ConnectionId;

        // Events begin before the first call is answered.
        await listener.Hub.GetServerInfo();
        return listener;
    }

    public async Task<T> NextAsync<T>(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        return (T)await HeardOf(typeof(T)).Reader.ReadAsync(limited.Token);
    }

    public async Task<T[]> NextAsync<T>(int count, CancellationToken cancellationToken)
    {
        var taken = new T[count];
        for (var at = 0; at < count; at++) { taken[at] = await NextAsync<T>(cancellationToken); }

        return taken;
    }

    /// <summary>Everything that was sent before has arrived when the answer has.</summary>
    public async Task<bool> HasHeardAsync<T>()
    {
        await Hub.GetServerInfo();
        return HeardOf(typeof(T)).Reader.TryPeek(out _);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    public Task Connected(Connected connected) => Keep(connected);

    public Task SignedIn(Session session) => Keep(session);

    public Task Problem(Problem problem) => Keep(problem);

    public Task MessageReceived(Message message) => Keep(message);

    public Task MessageUpdated(Message message) => Keep(new Updated(message));

    public Task ConversationUpdated(Conversation conversation) => Keep(conversation);

    public Task ConversationRemoved(ConversationRemoved removed) => Keep(removed);

    public Task HistoryCleared(HistoryCleared cleared) => Keep(cleared);

    public Task ReadMoved(ReadMoved mark) => Keep(mark);

    public Task OwnStateChanged(OwnStateChanged changed) => Keep(changed);

    public Task UserTyping(UserTyping typing) => Keep(typing);

    public Task MessageDelta(MessageDelta delta) => Keep(delta);

    public Task PresenceChanged(Shown presence) => Keep(presence);

    public Task RegistrationRequested(RegistrationRequested requested) => Keep(requested);

    public Task Greeting(Greeting greeting) => Keep(greeting);

    public Task EmotionUpdated(EmotionUpdate update) => Keep(update);

    private Task Keep(object heard)
    {
        _all.Enqueue(heard);
        HeardOf(heard.GetType()).Writer.TryWrite(heard);
        return Task.CompletedTask;
    }

    private Channel<object> HeardOf(Type kind) => _heard.GetOrAdd(kind, _ => Channel.CreateUnbounded<object>());
}

internal sealed record Updated(Message Message);
