using Microsoft.Extensions.Logging;

namespace Chat.Data.Nodes;

/// <summary>Who listens to what. A listener that fails is logged and stays; the others hear all the same.</summary>
internal sealed class Listeners(ILogger logger)
{
    private const string ReconnectedTopic = "(reconnected)";

    private readonly Lock _changes = new();
    private volatile Listener[] _all = [];
    private volatile Listener[] _reconnected = [];

    public IDisposable Add(string topic, Func<string, CancellationToken, Task> handler)
    {
        var listener = new Listener(topic, handler);
        lock (_changes) { _all = [.. _all, listener]; }
        return new Ending(() => { lock (_changes) { _all = [.. _all.Where(l => l != listener)]; } });
    }

    public IDisposable AddReconnected(Func<CancellationToken, Task> handler)
    {
        var listener = new Listener(ReconnectedTopic, (_, cancellationToken) => handler(cancellationToken));
        lock (_changes) { _reconnected = [.. _reconnected, listener]; }
        return new Ending(() => { lock (_changes) { _reconnected = [.. _reconnected.Where(l => l != listener)]; } });
    }

    public async Task TellAsync(string topic, string payload, CancellationToken cancellationToken)
    {
        foreach (var listener in _all)
        {
            if (listener.Topic == topic) { await CallAsync(listener, payload, cancellationToken); }
        }
    }

    public async Task TellReconnectedAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in _reconnected) { await CallAsync(listener, "", cancellationToken); }
    }

    private async Task CallAsync(Listener listener, string payload, CancellationToken cancellationToken)
    {
        try { await listener.Handler(payload, cancellationToken); }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { throw; }
#pragma warning disable CA1031 // The loop serves every listener: one that fails must not end it.
        catch (Exception failure) { logger.BusHandlerFailed(listener.Topic, failure); }
#pragma warning restore CA1031
    }

    private sealed class Listener(string topic, Func<string, CancellationToken, Task> handler)
    {
        public string Topic { get; } = topic;

        public Func<string, CancellationToken, Task> Handler { get; } = handler;
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
