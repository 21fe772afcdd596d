using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Contracts.Messages;
using Chat.Core.Assistant;
using Chat.Core.Presence;
using Chat.Hubs.Lanes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Assistant;

/// <summary>
/// The pieces of replies on the ephemeral lane. A piece is told after the event that shows its message, which comes over the durable
/// lane; every node keeps the text that it told, for whoever joins in the middle.
/// </summary>
internal sealed class DeltaLane : BackgroundService, IReplyDeltas
{
    private const string Topic = "deltas";

    // A second of two hundred replies; beyond it the newest are left out, and the finished message says all.
    private const int Capacity = 4_096;

    // The durable lane is some milliseconds behind the commit.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Guid, RunningText> _running = [];
    private readonly Channel<DeltaLine> _lines = Channel.CreateBounded<DeltaLine>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly HashSet<Guid> _waiting = [];
    private readonly Whispers _whispers;
    private readonly Audience _audience;
    private readonly FanOut _fanOut;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IDisposable _hearing;

    public DeltaLane(Whispers whispers, Audience audience, FanOut fanOut, TimeProvider clock, ILogger<DeltaLane> logger)
    {
        (_whispers, _audience, _fanOut, _clock, _logger) = (whispers, audience, fanOut, clock, logger);
        _hearing = whispers.Hear(Topic, OnLine);
    }

    public void Tell(Reply reply, int offset, string text)
    {
        var delta = new MessageDelta
        {
            ConversationId = reply.ConversationId, MessageId = reply.MessageId, Offset = offset, Text = text, Revision = reply.Revision,
        };
        _lines.Writer.TryWrite(new(reply.MessageId, reply.Revision, delta));
        foreach (var piece in DeltaLine.Cut(delta)) { _whispers.Say(Topic, new DeltaLine(reply.MessageId, reply.Revision, piece).Write()); }
    }

    public void End(Reply reply)
    {
        var end = new DeltaLine(reply.MessageId, reply.Revision, Delta: null);
        _lines.Writer.TryWrite(end);
        _whispers.Say(Topic, end.Write());
    }

    public string? TextOf(Guid messageId, long revision) =>
        _running.TryGetValue(messageId, out var running) && running.Revision == revision ? running.Whole : null;

    public override void Dispose()
    {
        _hearing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await WaitAsync(stoppingToken))
        {
            try
            {
                while (_lines.Reader.TryRead(out var line)) { await TellAsync(line, stoppingToken); }
                await TellWaitingAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { _logger.DeltasFailed(failure); }
        }
    }

    private async Task<bool> WaitAsync(CancellationToken stoppingToken)
    {
        var ready = _lines.Reader.WaitToReadAsync(stoppingToken);
        if (ready.IsCompleted || _waiting.Count is 0) { return await ready; }
        try { return await ready.AsTask().WaitAsync(LookAgain, _clock, stoppingToken); }
        catch (TimeoutException) { return true; }
    }

    private async ValueTask TellAsync(DeltaLine line, CancellationToken cancellationToken)
    {
        if (line.Delta is not { } delta)
        {
            Forget(line);
            return;
        }

        if (Running(line) is not { } running) { return; }
        running.Add(delta.Offset, delta.Text);
        running.Waiting.Enqueue(delta);
        await TellAsync(delta.ConversationId, line.MessageId, running, cancellationToken);
    }

    private async ValueTask TellWaitingAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _waiting.ToArray())
        {
            if (!_running.TryGetValue(id, out var running) || !running.Waiting.TryPeek(out var first)) { _waiting.Remove(id); }
            else { await TellAsync(first.ConversationId, id, running, cancellationToken); }
        }
    }

    private async ValueTask TellAsync(Guid conversationId, Guid messageId, RunningText running, CancellationToken cancellationToken)
    {
        if (await MembersAsync(conversationId, running, cancellationToken) is not { } members)
        {
            _waiting.Add(messageId);
            return;
        }

        running.IsShown = true;
        while (running.Waiting.TryDequeue(out var delta))
        {
            // Each piece matters, so none replaces another; a reader who is too slow for them loses the oldest.
            var key = new EphemeralKey(Topic, messageId, new Guid(delta.Offset, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            _fanOut.SendEphemeral(members, key, LaneEvents.MessageDelta(delta));
        }
    }

    /// <summary>Null while the message's own event is on its way to them.</summary>
    private async ValueTask<Guid[]?> MembersAsync(Guid conversationId, RunningText running, CancellationToken cancellationToken)
    {
        if (_audience.Find(conversationId) is { } known && (running.IsShown || known.Last >= running.Revision)) { return known.Members; }
        if (running.WaitsSince is 0) { running.WaitsSince = _clock.GetTimestamp(); }
        if (_clock.GetElapsedTime(running.WaitsSince) < Patience) { return null; }

        // Nobody was here when it was told; whoever came since has read it.
        return await _audience.MembersAsync(conversationId, cancellationToken) as Guid[] ?? [];
    }

    private RunningText? Running(DeltaLine line)
    {
        var now = _clock.GetTimestamp();
        if (!_running.TryGetValue(line.MessageId, out var running) || running.Revision < line.Revision)
        {
            ForgetOld();
            _running[line.MessageId] = running = new(line.Revision);
        }

        running.HeardAt = now;
        return running.Revision == line.Revision ? running : null;
    }

    private void Forget(DeltaLine line)
    {
        if (_running.TryGetValue(line.MessageId, out var running) && running.Revision == line.Revision) { _running.TryRemove(new(line.MessageId, running)); }
    }

    /// <summary>Of a node that died in the middle.</summary>
    private void ForgetOld()
    {
        foreach (var one in _running)
        {
            if (_clock.GetElapsedTime(one.Value.HeardAt) > Forgotten) { _running.TryRemove(one); }
        }
    }

    private void OnLine(string line)
    {
        if (DeltaLine.Read(line) is { } heard) { _lines.Writer.TryWrite(heard); } else { _logger.BusMessageStrange(Topic); }
    }
}
