using System.Collections.Concurrent;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Contracts.Server;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Tests.Running;

/// <summary>One open connection and everything it was told.</summary>
public sealed class TestConnection : HearingEverything, IAsyncDisposable
{
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
    public Task<Exception?> ClosedAsync() => _closed.Task.WaitAsync(Waiting.Limit);

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
        while (await _arrived.WaitAsync(Waiting.Limit, cancellationToken))
        {
            if (_events.TryDequeue(out var one) && one is T wanted) { return wanted; }
        }

        throw new TimeoutException($"No {typeof(T).Name} came.");
    }

    public async ValueTask DisposeAsync()
    {
        await Raw.DisposeAsync();
        _arrived.Dispose();
    }

    protected override Task HearAsync(object told)
    {
        _events.Enqueue(told);
        _arrived.Release();
        return Task.CompletedTask;
    }
}
