using System.Threading.Channels;
using Chat.Core.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Data.Nodes;

/// <summary>The bus of a node that is alone: nobody else reaches its private database.</summary>
internal sealed class LocalBus : BackgroundService, INodeBus
{
    // A doorbell may lose rings, and waiting would lock up a listener that rings in turn: the oldest goes, and all are told to read.
    private const int Capacity = 4_096;

    private readonly ILogger _logger;
    private readonly Listeners _listeners;
    private readonly Channel<BusMessage> _messages;
    private int _overflowed;

    public LocalBus(ILogger<LocalBus> logger)
    {
        (_logger, _listeners) = (logger, new(logger));
        var options = new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _messages = Channel.CreateBounded<BusMessage>(options, _ => Interlocked.Exchange(ref _overflowed, 1));
    }

    public bool IsAlone => true;

    public async Task PublishAsync(string topic, string payload, CancellationToken cancellationToken) =>
        await _messages.Writer.WriteAsync(BusMessage.Of(topic, payload), cancellationToken);

    public IDisposable Subscribe(string topic, Func<string, CancellationToken, Task> handler) => _listeners.Add(topic, handler);

    public IDisposable OnReconnected(Func<CancellationToken, Task> handler) => _listeners.AddReconnected(handler);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (topic, payload) in _messages.Reader.ReadAllAsync(stoppingToken))
        {
            await _listeners.TellAsync(topic, payload, stoppingToken);
            if (Interlocked.Exchange(ref _overflowed, 0) == 0) { continue; }
            _logger.BusOverflowed();
            await _listeners.TellReconnectedAsync(stoppingToken);
        }
    }
}
