using System.Threading.Channels;
using Chat.Core.Changes;
using Chat.Core.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Lanes;

/// <summary>
/// Tells other nodes what was committed here, and hears what was committed there. It is no truth: whatever could not be told is
/// made good by telling everybody to read the database.
/// </summary>
internal sealed class Doorbell : BackgroundService
{
    public const string Topic = "changes";

    // A bus that is away for longer than that much traffic costs the others one look at the database, not this node its memory.
    private const int Capacity = 8_192;

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly Channel<Change> _changes = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly INodeBus _bus;
    private readonly ThisNode _node;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly BusLines _lines;
    private readonly IDisposable _subscription;
    private volatile bool _isLost;

    public Doorbell(INodeBus bus, ThisNode node, TimeProvider clock, ILogger<Doorbell> logger)
    {
        (_bus, _node, _clock, _logger, _lines) = (bus, node, clock, logger, new(node.Id));
        _subscription = bus.Subscribe(Topic, HearAsync);
    }

    /// <summary>Another node's change.</summary>
    public event Action<Ring>? Heard;

    /// <summary>Another node could not tell everything.</summary>
    public event Action? Lost;

    public void Ring(IReadOnlyList<Change> committed)
    {
        if (_bus.IsAlone) { return; }
        foreach (var change in committed)
        {
            if (!_changes.Writer.TryWrite(change)) { _isLost = true; }
        }
    }

    public override void Dispose()
    {
        _subscription.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _changes.Reader.WaitToReadAsync(stoppingToken))
        {
            // One NOTIFY costs a commit: whatever came while the last one was written goes together.
            while (_changes.Reader.TryRead(out var change))
            {
                foreach (var line in RingText.Write(change)) { await AddAsync(line, stoppingToken); }
            }

            await PublishAsync(stoppingToken);
        }
    }

    private async ValueTask AddAsync(string line, CancellationToken stoppingToken)
    {
        if (_lines.TryAdd(line)) { return; }
        await PublishAsync(stoppingToken);
        _lines.TryAdd(line);
    }

    private async ValueTask PublishAsync(CancellationToken stoppingToken)
    {
        while (_isLost || !_lines.IsEmpty)
        {
            var wasLost = _isLost;
            if (wasLost)
            {
                _lines.Take();
                _lines.TryAdd(RingText.Lost);
                _isLost = false;
            }

            try
            {
                await _bus.PublishAsync(Topic, _lines.Take(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (!wasLost) { _logger.DoorbellFailed(failure); }
                _isLost = true;
                await Task.Delay(RetryPause, _clock, stoppingToken);
            }
        }
    }

    private Task HearAsync(string payload, CancellationToken cancellationToken)
    {
        foreach (var line in BusLines.Read(payload, _node.Id))
        {
            if (line == RingText.Lost) { Lost?.Invoke(); }
            else if (RingText.TryRead(line, out var ring)) { Heard?.Invoke(ring.Value); }
            else { _logger.BusMessageStrange(Topic); }
        }

        return Task.CompletedTask;
    }
}
