using Chat.Core.Presence;
using Chat.Hubs.Lanes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Presence;

/// <summary>
/// Once a second what happened goes to the database and what is shown of it to the watchers; every five the node says that it
/// lives. A node that dies is noticed by the others when its word runs out.
/// </summary>
internal sealed class PresenceLoop(
    PresenceBoard board, PresenceNews news, IPresenceStore store, ThisNode node, TimeProvider clock, ILogger<PresenceLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(5);

    /// <summary>Four beats may be missed; then it takes one more for others to look.</summary>
    private static readonly TimeSpan LivesFor = TimeSpan.FromSeconds(20);

    private DateTimeOffset _nextBeat = DateTimeOffset.MinValue;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Its word runs out now: the other nodes need not wait to notice, and devices that come back to one of them never went.
        var now = clock.GetUtcNow();
        try { await store.BeatAsync(node.Id, now, now, cancellationToken); }
        catch (Exception failure) { logger.PresenceFailed(failure); }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FlushEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await BeatAsync(stoppingToken);
                await FlushAsync(stoppingToken);
                await news.TellSliceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { logger.PresenceFailed(failure); }
        }
    }

    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        var now = clock.GetUtcNow();
        if (now < _nextBeat) { return; }
        var isNew = await store.BeatAsync(node.Id, now, now + LivesFor, stoppingToken);
        _nextBeat = now + BeatEvery;
        if (isNew) { board.TellAllAgain(); }

        foreach (var account in await store.SweepAsync(now, stoppingToken)) { board.Stirred(account); }

        // Only then: what a crash left behind stays until somebody looks, and looking reads the whole table.
        if (!isNew) { return; }
        await FlushAsync(stoppingToken);
        foreach (var account in await store.StrandedAsync(stoppingToken)) { board.Stirred(account); }
    }

    private async Task FlushAsync(CancellationToken stoppingToken)
    {
        var stir = board.Take();
        if (stir.IsEmpty) { return; }
        try
        {
            await store.ArriveAsync(node.Id, stir.Arrived, stoppingToken);
            await store.LeaveAsync(node.Id, stir.Left, clock.GetUtcNow(), stoppingToken);
            news.Tell(await store.SettleAsync(stir.All, stoppingToken));
        }
        catch
        {
            board.PutBack(stir);
            throw;
        }
    }
}
