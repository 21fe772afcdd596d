using System.Diagnostics.Metrics;
using Chat.Contracts.Messages;
using Chat.Hubs.Connections;
using Chat.Hubs.Lanes;
using Chat.Tests.Fakes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Lanes;

public sealed class SlowReaders : IAsyncLifetime
{
    private const int Bound = 65_536;

    private static readonly string EightKilobytes = new('x', 8_000);

    private readonly Guid _tea = Guid.CreateVersion7();
    private readonly FakeClock _clock = new();
    private TestDatabase _database = null!;
    private LaneServer _server = null!;
    private CountedMetrics _counted = null!;
    private TestAccount _ada = null!;
    private TestAccount _stalled = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LaneMetrics Metrics => _server.Services.GetRequiredService<LaneMetrics>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Token);
        _server = await LaneServer.StartAsync(_database, Token, clock: _clock, settings: $"--Chat:Outbox:Bytes={Bound}");
        _counted = new(_server.Services.GetRequiredService<IMeterFactory>());
        _ada = await _server.AccountAsync("ada", Token);
        _stalled = await _server.AccountAsync("stalled", Token);
        _server.Views.Set(_tea, 0, _ada.Id, _stalled.Id);
    }

    public async ValueTask DisposeAsync()
    {
        _counted.Dispose();
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Others_hear_everything_while_one_does_not_read_and_it_syncs_when_it_does()
    {
        using var stalled = await RawReader.ConnectAsync(_server.Address, _stalled.Token, Token);
        await using var one = await _server.ConnectAsync(_ada, Token);
        await using var two = await _server.ConnectAsync(_ada, Token);

        for (var at = 1; at <= 1_000; at += 4)
        {
            _server.Lane.TellMessages(_tea, at, 4, EightKilobytes);
            foreach (var device in (Listener[])[one, two])
            {
                Assert.Equal([at, at + 1, at + 2, at + 3], (await device.NextAsync<Message>(4, Token)).Select(heard => heard.Revision));
            }

            Assert.InRange(Metrics.QueuedBytes, 0, Bound);
        }

        Assert.Equal(1, Metrics.WaitingConnections);
        Assert.True(_counted["chat.outbox.overflows"] > 0);
        Assert.False(await one.HasHeardAsync<Chat.Contracts.Server.Problem>());

        stalled.ReadFast();
        await stalled.ReadUntilAsync("\"sync\":true", Token);
    }

    [Fact]
    public async Task Who_never_reads_again_is_let_go()
    {
        using var stalled = await RawReader.ConnectAsync(_server.Address, _stalled.Token, Token);
        await using var device = await _server.ConnectAsync(_ada, Token);
        var devices = _server.Services.GetRequiredService<Devices>();
        var since = _clock.GetUtcNow();

        // The kernel takes megabytes before it lets anybody wait, so the others go on meanwhile.
        for (var at = 1; devices.IsHere(_stalled.Id); at += 4)
        {
            _server.Lane.TellMessages(_tea, at, 4, EightKilobytes);
            await device.NextAsync<Message>(4, Token);
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            Assert.InRange(at, 0, 20_000);
        }

        Assert.InRange(_clock.GetUtcNow() - since, TimeSpan.FromSeconds(30), TimeSpan.MaxValue);
        Assert.Equal(1, _counted["chat.outbox.closed"]);
        Assert.Equal(0, Metrics.QueuedBytes);
    }
}
