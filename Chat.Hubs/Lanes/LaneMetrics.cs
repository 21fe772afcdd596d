using System.Diagnostics.Metrics;

namespace Chat.Hubs.Lanes;

/// <summary>What waits, what was left out and what was mended on the two lanes, on the meter <c>Chat</c>.</summary>
public sealed class LaneMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _overflows;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _holes;
    private readonly Counter<long> _skipped;
    private long _queuedBytes;
    private long _waitingConnections;

    public LaneMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Chat");
        _dropped = _meter.CreateCounter<long>("chat.outbox.dropped", description: "Events left out for slow readers, by lane.");
        _overflows = _meter.CreateCounter<long>("chat.outbox.overflows", description: "Times a slow reader was told to sync.");
        _closed = _meter.CreateCounter<long>("chat.outbox.closed", description: "Connections closed because their reader took nothing.");
        _holes = _meter.CreateCounter<long>("chat.lane.holes", description: "Conversations read from the database because changes were missed.");
        _skipped = _meter.CreateCounter<long>("chat.lane.skipped", description: "Changes that found a queue full and are read from the database.");
        _meter.CreateObservableGauge("chat.outbox.queued", () => Interlocked.Read(ref _queuedBytes), "By", "Bytes that wait for slow readers, an event counted once for each.");
        _meter.CreateObservableGauge("chat.outbox.waiting", () => Interlocked.Read(ref _waitingConnections), description: "Connections with something waiting.");
    }

    /// <summary>Bytes that wait in all outboxes.</summary>
    public long QueuedBytes => Interlocked.Read(ref _queuedBytes);

    /// <summary>Connections whose reader lets a write wait.</summary>
    public long WaitingConnections => Interlocked.Read(ref _waitingConnections);

    internal void Queued(long bytes) => Interlocked.Add(ref _queuedBytes, bytes);

    internal void Waiting(int connections) => Interlocked.Add(ref _waitingConnections, connections);

    internal void Dropped(string lane, int events)
    {
        if (events > 0) { _dropped.Add(events, new KeyValuePair<string, object?>("lane", lane)); }
    }

    internal void Overflowed() => _overflows.Add(1);

    internal void ClosedStalled() => _closed.Add(1);

    internal void Hole() => _holes.Add(1);

    internal void Skipped() => _skipped.Add(1);

    public void Dispose() => _meter.Dispose();
}
