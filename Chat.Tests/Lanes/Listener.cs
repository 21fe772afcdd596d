using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Contracts.Server;
using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Tests.Lanes;

/// <summary>One device: what it heard, by kind and all in order.</summary>
internal sealed class Listener : HearingEverything, IAsyncDisposable
{
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
        using var limited = Waiting.Limited(cancellationToken);
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

    protected override Task HearAsync(object told)
    {
        _all.Enqueue(told);
        HeardOf(told.GetType()).Writer.TryWrite(told);
        return Task.CompletedTask;
    }

    private Channel<object> HeardOf(Type kind) => _heard.GetOrAdd(kind, _ => Channel.CreateUnbounded<object>());
}
