using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Hubs.Connections.Output;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Lanes;

/// <summary>
/// The conversations of one shard, one change after the other. What finds the queue full, or fails, is not lost: the
/// conversation is noted and read from the database.
/// </summary>
internal sealed class ChangeShard(
    ConversationLane lane, Audience audience, CatchUp catchUp, LaneMetrics metrics, TimeProvider clock, ILogger logger)
{
    // Some tens of megabytes when all are long messages; at 10,000 changes a second, most of a second.
    private const int Capacity = 4_096;

    private const int MostTogether = 32;
    private static readonly TimeSpan LongestTogether = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly Channel<Ring> _rings = Channel.CreateBounded<Ring>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Bounded by the conversations there are; emptied as soon as the database answers.</summary>
    private readonly ConcurrentDictionary<Guid, byte> _missed = [];
    private volatile bool _hasMissed;

    /// <summary>False when the queue is full.</summary>
    public bool TryRing(Ring ring) => _rings.Writer.TryWrite(ring);

    /// <summary>Read from the database as soon as the queue before it is done.</summary>
    public void Miss(Guid conversationId)
    {
        _missed[conversationId] = 0;
        _hasMissed = true;

        // Wakes the reader; when the queue is full it is awake anyway.
        _rings.Writer.TryWrite(new(null, Guid.Empty, 0));
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await WaitAsync(cancellationToken))
        {
            while (_rings.Reader.TryRead(out var ring)) { await TellWithNextAsync(ring, cancellationToken); }

            await ReadMissedAsync(cancellationToken);
        }
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var ready = _rings.Reader.WaitToReadAsync(cancellationToken);
        if (ready.IsCompleted || !_hasMissed) { return await ready; }

        // Reading failed before: again soon, or when something comes.
        var waiting = ready.AsTask();
        try { return await waiting.WaitAsync(RetryPause, clock, cancellationToken); }
        catch (TimeoutException) { return true; }
    }

    /// <summary>Changes that wait together go out together: a call of the system's for each connection, and not for each change too.</summary>
    private ValueTask TellWithNextAsync(Ring ring, CancellationToken cancellationToken)
    {
        var (begun, count) = (clock.GetTimestamp(), 1);
        Gathering.Begin();
        try
        {
            var telling = TellAsync(ring, cancellationToken);
            while (telling.IsCompletedSuccessfully && count < MostTogether && clock.GetElapsedTime(begun) < LongestTogether && _rings.Reader.TryRead(out var next))
            {
                telling = TellAsync(next, cancellationToken);
                count++;
            }

            return telling;
        }
        finally { Gathering.End(); }
    }

    private async ValueTask TellAsync(Ring ring, CancellationToken cancellationToken)
    {
        if (ring.Subject == Guid.Empty) { return; }
        try { await lane.TellAsync(ring, cancellationToken); }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.DeliveryFailed(failure, ring.Subject);
            _missed[ring.Subject] = 0;
            _hasMissed = true;
        }
    }

    private async ValueTask ReadMissedAsync(CancellationToken cancellationToken)
    {
        if (!_hasMissed) { return; }
        _hasMissed = false;
        foreach (var conversation in _missed.Keys)
        {
            _missed.TryRemove(conversation, out _);
            try { await ReadAsync(conversation, cancellationToken); }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.DeliveryFailed(failure, conversation);
                _missed[conversation] = 0;
                _hasMissed = true;
            }
        }
    }

    private async ValueTask ReadAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        metrics.Skipped();
        var known = audience.Find(conversationId) ?? await audience.BeginAtAsync(conversationId, revision: 1, cancellationToken);
        if (known is not null) { await catchUp.RunAsync(conversationId, known, cancellationToken); }
    }
}
