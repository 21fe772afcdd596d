using Chat.Data.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Search;

/// <summary>
/// Indexes in the background what was sent. While the log is busy it stands back, for a while: a search brings in by itself what it
/// needs, and the machine is better used for those who wait.
/// </summary>
internal sealed class WordIndexing(WordIndex index, WordBacklog backlog, TimeProvider clock, ILogger<WordIndexing> logger) : BackgroundService
{
    /// <summary>Messages a second from which on the log is busy.</summary>
    private const int Busy = 2_000;

    /// <summary>What is put off for longer, or grows larger, is done at once.</summary>
    private const int MaxPutOff = 1_000_000;

    private const int Conversations = 200;
    private const int Strays = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StrayInterval = TimeSpan.FromMinutes(10);

    private long _seen;

    /// <summary>As many were indexed, and when that was so.</summary>
    private long _indexed;
    private long _rested;
    private long? _lookedForStrays;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _rested = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { await RunAsync(stoppingToken); }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException) { logger.TidyingFailed(failure); }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await FindStraysAsync(cancellationToken);
        if (MustWait()) { return; }

        var began = backlog.Messages;
        var isOverdue = clock.GetElapsedTime(_rested) >= Patience;
        while (!backlog.IsEmpty)
        {
            if (!isOverdue && backlog.Messages - began > Busy) { return; }
            await IndexAsync(cancellationToken);
        }

        (_rested, _indexed) = (clock.GetTimestamp(), began);
    }

    private bool MustWait()
    {
        var isBusy = backlog.Messages - _seen > Busy * Interval.TotalSeconds;
        _seen = backlog.Messages;
        return isBusy && clock.GetElapsedTime(_rested) < Patience && backlog.Messages - _indexed < MaxPutOff;
    }

    private async Task IndexAsync(CancellationToken cancellationToken)
    {
        // Whatever becomes of it, it is looked at again until there is nothing more.
        var taken = backlog.Take(Conversations);
        var isDone = false;
        try { isDone = await index.IndexAsync(taken, cancellationToken) is 0; }
        finally { if (!isDone) { backlog.Note(taken); } }

        if (!isDone) { await index.SortAsync(cancellationToken); }
    }

    /// <summary>What another node, or this one before its start, did not come to.</summary>
    private async Task FindStraysAsync(CancellationToken cancellationToken)
    {
        if (_lookedForStrays is { } last && clock.GetElapsedTime(last) < StrayInterval) { return; }
        backlog.Note(await index.FindBehindAsync(Strays, cancellationToken));
        _lookedForStrays = clock.GetTimestamp();
    }
}
