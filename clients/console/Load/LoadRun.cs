using Chat.Client.Connecting;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Terminal.Accounts;
using Chat.Terminal.Running;

namespace Chat.Terminal.Load;

/// <summary>Accounts and conversations of its own, connections, the load itself, and everything away again.</summary>
internal sealed class LoadRun(LoadPlan plan, Session? account, TimeProvider clock) : IAsyncDisposable
{
    // All at once would measure the queue of the handshakes.
    private const int OpeningAtOnce = 16;

    private readonly RemoteServer _server = new(plan.Target);
    private readonly HttpClient _http = new() { BaseAddress = new(plan.Target.AbsoluteUri.TrimEnd('/') + "/") };
    private readonly List<Session> _users = [];
    private readonly List<Guid> _conversations = [];
    private readonly List<IChatConnection> _connections = [];

    public async Task<LoadReport> RunAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        var tally = new LoadTally();
        var every = TimeSpan.FromSeconds(_connections.Count / plan.MessagesPerSecond);
        var since = clock.GetTimestamp();

        // Spread over the first interval, so that they do not beat in time.
        await Task.WhenAll(_connections.Select((connection, at) =>
            new LoadSender(connection, _conversations[at % _conversations.Count], tally, clock)
                .RunAsync(every * ((double)at / _connections.Count), every, plan.Duration, cancellationToken)));
        return tally.Report(_connections.Count, clock.GetElapsedTime(since));
    }

    public async ValueTask DisposeAsync()
    {
        // Also after an interruption: nobody else knows what was made here.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var at = 0; at < _conversations.Count && at < _connections.Count; at++)
        {
            await TryAsync(() => _connections[at].Hub.DeleteConversation(new() { ConversationId = _conversations[at] }).WaitAsync(limit.Token));
        }

        await Task.WhenAll(_connections.Select(connection => connection.DisposeAsync().AsTask()));

        // The first one last: on a server without accounts it became the admin, who cannot go while others are there.
        foreach (var user in account is null ? Enumerable.Reverse(_users) : []) { await TryAsync(() => TrialAccount.DeleteAsync(_http, user, limit.Token)); }

        _http.Dispose();
        _server.Dispose();
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var users = account is null ? plan.Users : 1;
        for (var at = 0; at < users; at++) { _users.Add(account ?? await TrialAccount.RegisterAsync(_server, "load", cancellationToken)); }

        foreach (var some in Enumerable.Range(0, plan.Connections).Chunk(OpeningAtOnce))
        {
            _connections.AddRange(await Task.WhenAll(some.Select(at => _server.OpenAsync(_users[at % users].AccessToken, new Silence(), cancellationToken))));
        }

        for (var at = 0; at < users; at++)
        {
            var made = await _connections[at].Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "load" }).WaitAsync(cancellationToken);
            _conversations.Add(made.Id);
        }
    }

    private static async Task TryAsync(Func<Task> cleanUp)
    {
        try { await cleanUp(); }
        catch (Exception failure) when (failure is Client.Hub.ChatRefusedException || Failure.IsOfConnection(failure))
        {
            // A server that the load brought down cannot be cleaned up; the report says what happened.
        }
    }
}
