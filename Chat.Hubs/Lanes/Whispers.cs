using System.Threading.Channels;
using Chat.Core.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Lanes;

/// <summary>Ephemeral words to other nodes. When the bus cannot keep up, the oldest are left out; what could not be told is not told again.</summary>
internal sealed class Whispers(INodeBus bus, ThisNode node, ILogger<Whispers> logger) : BackgroundService
{
    // A second or two of typing on a busy node.
    private const int Capacity = 1_024;

    private readonly BusLines _lines = new(node.Id);
    private readonly Channel<Word> _words = Channel.CreateBounded<Word>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Say(string topic, string line)
    {
        if (!bus.IsAlone) { _words.Writer.TryWrite(new(topic, line)); }
    }

    /// <summary>Hears the lines of other nodes, in order. The handler must be quick.</summary>
    public IDisposable Hear(string topic, Action<string> handler) => bus.Subscribe(topic, (payload, _) =>
    {
        foreach (var line in BusLines.Read(payload, node.Id)) { handler(line); }

        return Task.CompletedTask;
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _words.Reader.WaitToReadAsync(stoppingToken))
        {
            var topic = "";
            while (_words.Reader.TryRead(out var word))
            {
                if (word.Topic != topic) { await SendAsync(topic, stoppingToken); }
                topic = word.Topic;
                if (_lines.TryAdd(word.Line)) { continue; }
                await SendAsync(topic, stoppingToken);
                _lines.TryAdd(word.Line);
            }

            await SendAsync(topic, stoppingToken);
        }
    }

    private async ValueTask SendAsync(string topic, CancellationToken stoppingToken)
    {
        if (_lines.IsEmpty) { return; }
        try { await bus.PublishAsync(topic, _lines.Take(), stoppingToken); }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { logger.WhisperFailed(failure); }
    }

    private readonly record struct Word(string Topic, string Line);
}
