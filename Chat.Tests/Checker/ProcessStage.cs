namespace Chat.Tests.Checker;

/// <summary>A server process that is killed, a database that goes away, and lines that are cut, all from the plan's seed.</summary>
internal sealed class ProcessStage : IStage, IAsyncDisposable
{
    // A server needs some seconds to start, in which nothing happens but waiting.
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(6);

    private readonly CheckedServer _server = new();
    private CuttingProxy? _proxy;

    public Uri Address => _proxy!.Address;

    public Uri DirectAddress => _server.Address;

    public string ConnectionString => _server.ConnectionString;

    public string Said => _server.Said;

    public async Task StartAsync()
    {
        await _server.StartAsync();
        _proxy = new(_server.Port);
    }

    public async Task SufferAsync(CheckerPlan plan, Ledger ledger, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var cutting = CutLinesAsync(plan.RandomOf(-1), ledger, over.Token);
        await BreakTheServerAsync(plan, plan.RandomOf(-2), ledger, cancellationToken);
        await over.CancelAsync();
        await cutting;
    }

    public Task HealAsync(CancellationToken cancellationToken)
    {
        // What is deaf for good would be found only by its silence.
        foreach (var link in _proxy!.Links.Where(link => link.IsDeafToClient || link.IsDeafToServer)) { link.Cut(); }
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null) { await _proxy.DisposeAsync(); }
        await _server.DisposeAsync();
    }

    private async Task CutLinesAsync(Random random, Ledger ledger, CancellationToken over)
    {
        while (await PauseAsync(TimeSpan.FromMilliseconds(random.Next(50, 500)), over))
        {
            var links = _proxy!.Links;
            if (links.Count is 0) { continue; }
            var link = links[random.Next(links.Count)];
            var time = TimeSpan.FromMilliseconds(random.Next(20, 400));
            switch (random.Next(5))
            {
                case 0:
                    ledger.Count("fault: line cut");
                    link.Cut();
                    break;
                case 1 or 2:
                    ledger.Count("fault: cut before the acknowledgement arrives");
                    link.IsDeafToServer = true;
                    await PauseAsync(time, over);
                    link.Cut();
                    break;
                case 3:
                    ledger.Count("fault: cut before the server hears");
                    link.IsDeafToClient = true;
                    await PauseAsync(time, over);
                    link.Cut();
                    break;
                default:
                    ledger.Count("fault: slow reader");
                    link.HoldUntil(PauseAsync(time * 5, over));
                    break;
            }
        }
    }

    private async Task BreakTheServerAsync(CheckerPlan plan, Random random, Ledger ledger, CancellationToken cancellationToken)
    {
        // A kill and a crash of the database in every run, however short; then whatever comes.
        var kinds = new Queue<int>(random.Next(2) is 0 ? [0, 1] : [1, 0]);
        var count = Math.Max(2, (int)(plan.Duration / Often));
        var pause = plan.Duration / (count + 1);
        for (var fault = 0; fault < count && await PauseAsync(pause * (0.5 + random.NextDouble()), cancellationToken); fault++)
        {
            switch (kinds.TryDequeue(out var next) ? next : random.Next(4))
            {
                case 0:
                    ledger.Count("fault: server killed");
                    await _server.KillAndStartAsync();
                    break;
                case 1:
                    ledger.Count("fault: database stopped");
                    await _server.RestartDatabaseAsync(random.Next(2) is 0 ? "fast" : "immediate", TimeSpan.FromMilliseconds(random.Next(500)), CancellationToken.None);
                    break;
                case 2:
                    ledger.Count("fault: database connections closed");
                    await _server.CloseDatabaseConnectionsAsync(CancellationToken.None);
                    break;
                default:
                    ledger.Count("fault: all lines cut");
                    _proxy!.CutAll();
                    break;
            }
        }

        await PauseAsync(pause, cancellationToken);
    }

    /// <summary>False when the time is over.</summary>
    private static async Task<bool> PauseAsync(TimeSpan time, CancellationToken over)
    {
        await Task.Delay(time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !over.IsCancellationRequested;
    }
}
