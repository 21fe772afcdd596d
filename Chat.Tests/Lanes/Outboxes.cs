using System.Diagnostics.Metrics;
using Chat.Contracts.Messages;
using Chat.Hubs.Lanes;
using Chat.Tests.Fakes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Lanes;

public sealed class Outboxes : IDisposable
{
    private static readonly EphemeralKey Typing = new("typing", Guid.NewGuid(), Guid.NewGuid());

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeClock _clock = new();
    private readonly HeldConnection _connection = new();
    private readonly LaneMetrics _metrics;
    private readonly CountedMetrics _counted;
    private readonly OutboxRules _rules;
    private readonly Outbox _outbox;

    public Outboxes()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        (_metrics, _counted) = (new(meters), new(meters));
        var options = Options.Create(new OutboxOptions { Bytes = 20_000, EphemeralBytes = 4_000, PatienceSeconds = 30 });
        _rules = new(options, _metrics, _clock, NullLogger<OutboxRules>.Instance);
        _outbox = new(_connection, _rules);
    }

    public void Dispose()
    {
        _counted.Dispose();
        _metrics.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Nothing_waits_while_the_reader_reads()
    {
        var sent = Send(3);

        Assert.Equal(sent, _connection.Written);
        Assert.Equal(0, _metrics.QueuedBytes);
    }

    [Fact]
    public void What_waited_goes_out_in_its_order()
    {
        _connection.Hold();
        var sent = Send(5);
        Assert.Single(_connection.Written);
        Assert.True(_metrics.QueuedBytes > 0);

        _connection.Release();

        Assert.Equal(sent, _connection.Written);
        Assert.Equal(0, _metrics.QueuedBytes);
        Assert.Equal(0, _metrics.WaitingConnections);
    }

    [Fact]
    public void Of_ephemeral_events_about_one_thing_the_newest_goes_out_after_the_durable_ones()
    {
        _connection.Hold();
        var first = Send(1);
        _outbox.SendEphemeral(Typing, Event());
        var durable = Send(1);
        var other = Event();
        _outbox.SendEphemeral(Typing with { Kind = "presence" }, other);
        var newest = Event();
        _outbox.SendEphemeral(Typing, newest);

        _connection.Release();

        Assert.Equal([.. first, .. durable, newest, other], _connection.Written);
        Assert.Equal(1, _counted["chat.outbox.dropped"]);
    }

    [Fact]
    public void The_ephemeral_lane_has_a_bound_of_its_own()
    {
        _connection.Hold();
        Send(1);
        for (var at = 0; at < 100; at++) { _outbox.SendEphemeral(Typing with { Actor = Guid.NewGuid() }, Event()); }

        Assert.InRange(_metrics.QueuedBytes, 1, 4_000);
    }

    [Fact]
    public void Ephemeral_events_are_dropped_before_any_durable_one()
    {
        _connection.Hold();
        var sent = Send(1).ToList();
        for (var at = 0; at < 10; at++) { _outbox.SendEphemeral(Typing with { Actor = Guid.NewGuid() }, Event()); }
        while (_counted["chat.outbox.dropped"] is 0) { sent.AddRange(Send(1)); }

        Assert.Equal(0, _counted["chat.outbox.overflows"]);
        _connection.Release();

        Assert.Equal(sent, _connection.Written);
    }

    [Fact]
    public void Past_the_bound_everything_is_dropped_and_the_reader_is_told_to_sync_once()
    {
        _connection.Hold();
        var first = Send(1);
        for (var at = 0; at < 200; at++)
        {
            Send(1);
            Assert.InRange(_metrics.QueuedBytes, 0, 20_000);
        }

        Assert.Equal(1, _counted["chat.outbox.overflows"]);
        Assert.Equal(200, _counted["chat.outbox.dropped"]);

        _connection.Release();
        var after = Send(2);

        Assert.Equal([.. first, _rules.Behind, .. after], _connection.Written);
    }

    [Fact]
    public void A_reader_that_takes_nothing_for_too_long_is_let_go()
    {
        _connection.Hold();
        Send(2);
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        _outbox.CloseIfStalled(_clock.GetTimestamp());
        Assert.False(_connection.IsAborted);

        _clock.Advance(TimeSpan.FromSeconds(0.2));
        _outbox.CloseIfStalled(_clock.GetTimestamp());

        Assert.True(_connection.IsAborted);
        Assert.Equal(1, _counted["chat.outbox.closed"]);
        Assert.Equal(0, _metrics.QueuedBytes);
    }

    [Fact]
    public void A_reader_that_takes_a_little_now_and_then_stays()
    {
        for (var at = 0; at < 4; at++)
        {
            _connection.Hold();
            Send(2);
            _clock.Advance(TimeSpan.FromSeconds(20));
            _outbox.CloseIfStalled(_clock.GetTimestamp());
            _connection.Release();
        }

        Assert.False(_connection.IsAborted);
    }

    private SerializedHubMessage[] Send(int count)
    {
        SerializedHubMessage[] events = [.. Enumerable.Range(0, count).Select(_ => Event())];
        foreach (var one in events) { _outbox.Send(one); }

        return events;
    }

    private static SerializedHubMessage Event() =>
        LaneEvents.ReadMoved(new() { ConversationId = Guid.NewGuid(), UserId = Guid.NewGuid(), Seq = 1, Revision = 1 });
}
