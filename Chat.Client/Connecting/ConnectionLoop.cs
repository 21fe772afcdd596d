using Chat.Client.Hub;
using Chat.Client.Sending;
using Chat.Client.Sessions;
using Chat.Client.Syncing;
using Chat.Contracts;

namespace Chat.Client.Connecting;

/// <summary>Keeps one connection open for as long as somebody is signed in, and does over it what has to be done.</summary>
internal sealed class ConnectionLoop(
    IChatServer server, SessionKeeper sessions, SyncLoop syncing, TextLoop texts, SendLoop sending, CurrentConnection current,
    IChatClient events, Patience patience, TimeProvider clock, Action<ConnectionStatus> tell)
{
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(30);

    // One that ends sooner counts as a failed attempt: a server that lets in and throws out is not asked at full speed.
    private static readonly TimeSpan GoodAfter = TimeSpan.FromSeconds(5);

    private volatile TaskCompletionSource? _dropped;
    private int _failures;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Exception? cause = null;
        while (true)
        {
            if (sessions.Session is null)
            {
                tell(new(ConnectionState.SignedOut, cause));
                await sessions.SignedInAsync(cancellationToken);
                _failures = 0;
            }

            cause = await ConnectAsync(cancellationToken);
            if (sessions.Session is null) { continue; }
            tell(new(ConnectionState.Offline, cause));
            await patience.WaitAsync(++_failures, cancellationToken);
        }
    }

    /// <summary>Ends the connection that is open or being opened; another one is opened while somebody is signed in.</summary>
    public void Drop() => _dropped?.TrySetResult();

    /// <summary>Until the connection ends; answers why.</summary>
    private async Task<Exception?> ConnectAsync(CancellationToken cancellationToken)
    {
        tell(new(ConnectionState.Connecting));
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await WorkAsync(connection, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested) { return failure; }
    }

    private async Task<IChatConnection> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(OpenWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = await sessions.AccessTokenAsync(either.Token);
        try { return await server.OpenAsync(token, events, either.Token); }
        catch (SignInRequiredException)
        {
            await sessions.RenewRefusedAsync(token, cancellationToken);
            throw;
        }
    }

    private async Task<Exception?> WorkAsync(IChatConnection connection, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        var dropped = _dropped!.Task;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] work =
        [
            syncing.RunAsync(connection.Hub, stop.Token), texts.RunAsync(connection.Hub, stop.Token),
            sending.RunAsync(connection.Hub, stop.Token), sessions.RunAsync(connection.Hub, patience, stop.Token),
        ];
        current.Set(connection.Hub);
        tell(new(ConnectionState.Online));
        try
        {
            var first = await Task.WhenAny([connection.Closed, dropped, .. work]);
            if (first == connection.Closed) { return await connection.Closed; }
            await first;
            return null;
        }
        finally
        {
            current.Clear();
            await stop.CancelAsync();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (clock.GetElapsedTime(since) >= GoodAfter) { _failures = 0; }
        }
    }
}
