using Chat.Core.Changes;
using Chat.Core.Nodes;
using Chat.Hubs.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Lanes;

/// <summary>
/// The durable lane. What this node committed, and what others ring of, is told to the devices here; nobody who commits ever
/// waits for it. A conversation belongs to one shard, so that its changes keep their order.
/// </summary>
internal sealed class ChangeLane : BackgroundService, IChangeDelivery
{
    private readonly ChangeShard[] _shards;
    private readonly Audience _audience;
    private readonly Doorbell _doorbell;
    private readonly SyncNotices _notices;
    private readonly FanOut _fanOut;
    private readonly LaneMetrics _metrics;
    private readonly ILogger _logger;
    private readonly IDisposable _reconnects;

    public ChangeLane(
        ConversationLane lane, Audience audience, CatchUp catchUp, Doorbell doorbell, SyncNotices notices, FanOut fanOut, INodeBus bus,
        LaneMetrics metrics, TimeProvider clock, ILogger<ChangeLane> logger)
    {
        (_audience, _doorbell, _notices, _fanOut, _metrics, _logger) = (audience, doorbell, notices, fanOut, metrics, logger);

        // A shard waits while the database is read for one of its conversations; the others go on.
        var count = Math.Clamp(Environment.ProcessorCount, 2, 8);
        _shards = [.. Enumerable.Range(0, count).Select(_ => new ChangeShard(lane, audience, catchUp, metrics, clock, logger))];
        doorbell.Heard += Enter;
        doorbell.Lost += Recover;
        _reconnects = bus.OnReconnected(_ =>
        {
            if (!bus.IsAlone) { Recover(); }
            return Task.CompletedTask;
        });
    }

    public void Deliver(IReadOnlyList<Change> committed)
    {
        foreach (var change in committed) { Enter(Ring.Of(change)); }

        _doorbell.Ring(committed);
    }

    public override void Dispose()
    {
        _doorbell.Heard -= Enter;
        _doorbell.Lost -= Recover;
        _reconnects.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_shards.Select(shard => Task.Run(() => shard.RunAsync(stoppingToken), stoppingToken)));

    private void Enter(Ring ring)
    {
        var shard = ShardOf(ring.Subject);
        if (shard.TryRing(ring)) { return; }

        _metrics.Skipped();
        if (ring.Change is OwnChanged) { _notices.Tell([ring.Subject]); } else { shard.Miss(ring.Subject); }
        if (ring.Change is ConversationDeleted deleted) { _notices.Tell(deleted.Members); }
    }

    /// <summary>
    /// What the bus did not bring is in the database: what is busy here is read at once. The rest (own states, conversations that
    /// somebody was just added to) only each client's own sync finds.
    /// </summary>
    private void Recover()
    {
        var read = 0;
        foreach (var conversation in _audience.Known)
        {
            if (_audience.Find(conversation) is not { } known) { continue; }
            if (!_fanOut.IsAnyHere(known.Members))
            {
                _audience.Forget(conversation);
                continue;
            }

            ShardOf(conversation).Miss(conversation);
            read++;
        }

        _logger.Recovering(read, _notices.TellAll());
    }

    private ChangeShard ShardOf(Guid subject) => _shards[(uint)subject.GetHashCode() % (uint)_shards.Length];
}
