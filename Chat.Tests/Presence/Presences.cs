using Chat.Client.Hub;
using Chat.Contracts;
using Chat.Contracts.Presence;
using Chat.Core.Presence;
using Chat.Hubs.Connections;
using Chat.Hubs.Presence;
using Chat.Tests.Fakes;
using Chat.Tests.Lanes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Tests.Presence;

public sealed class Presences : IAsyncLifetime
{
    private readonly Guid _tea = Guid.CreateVersion7();
    private readonly FakeClock _clock = new();
    private TestDatabase _database = null!;
    private LaneServer _server = null!;
    private TestAccount _ada = null!;
    private TestAccount _bob = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IPresenceStore Store => _server.Services.GetRequiredService<IPresenceStore>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Token);
        _server = await LaneServer.StartAsync(_database, Token, clock: _clock);
        (_ada, _bob) = (await _server.AccountAsync("ada", Token), await _server.AccountAsync("bob", Token));
        _server.Views.Set(_tea, 0, _ada.Id, _bob.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Friends_see_who_comes_and_when_they_were_last_seen()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using (await _server.ConnectAsync(_bob, Token)) { Assert.Equal(PresenceStatus.Online, (await NextOfBobAsync(ada)).Status); }

        var gone = await NextOfBobAsync(ada);

        Assert.Equal(PresenceStatus.Offline, gone.Status);
        Assert.InRange(_clock.GetUtcNow() - gone.LastSeenAt!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        var asked = Assert.Single(await ada.Hub.GetPresence(new() { UserIds = [_bob.Id, _bob.Id] }));
        Assert.Equal(gone, asked);
    }

    [Fact]
    public async Task Who_is_back_at_once_never_went()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using (await _server.ConnectAsync(_bob, Token)) { await NextOfBobAsync(ada); }
        await GoneAsync();
        _clock.Advance(TimeSpan.FromSeconds(4));

        await using var again = await _server.ConnectAsync(_bob, Token);
        _clock.Advance(TimeSpan.FromSeconds(4));
        await again.Hub.SetStatus(new() { Status = PresenceStatus.Busy });

        Assert.Equal(PresenceStatus.Busy, (await NextOfBobAsync(ada)).Status);
    }

    [Fact]
    public async Task Who_is_invisible_is_shown_offline_and_comes_back_unseen()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        DateTimeOffset hidden;
        await using (var bob = await _server.ConnectAsync(_bob, Token))
        {
            await NextOfBobAsync(ada);
            await bob.Hub.SetStatus(new() { Status = PresenceStatus.Offline });
            hidden = (await NextOfBobAsync(ada)).LastSeenAt!.Value;
        }

        await GoneAsync();
        for (var second = 0; second < 10; second++) { _clock.Advance(TimeSpan.FromSeconds(1)); }
        await using var again = await _server.ConnectAsync(_bob, Token);
        await again.Hub.SetStatus(new() { Status = PresenceStatus.Offline });
        var asked = Assert.Single(await ada.Hub.GetPresence(new() { UserIds = [_bob.Id] }));
        Assert.Equal((PresenceStatus.Offline, hidden), (asked.Status, asked.LastSeenAt));

        await again.Hub.SetStatus(new() { Status = PresenceStatus.Away });
        Assert.Equal(PresenceStatus.Away, (await NextOfBobAsync(ada)).Status);
    }

    [Fact]
    public async Task A_stranger_sees_of_somebody_what_is_seen_of_nobody()
    {
        await using var eve = await _server.ConnectAsync(await _server.AccountAsync("eve", Token), Token);
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using (await _server.ConnectAsync(_bob, Token)) { await NextOfBobAsync(ada); }
        await NextOfBobAsync(ada);
        var nobody = Guid.NewGuid();

        var seen = await eve.Hub.GetPresence(new() { UserIds = [_bob.Id, _ada.Id, nobody] });

        Assert.Equal([_bob.Id, _ada.Id, nobody], seen.Select(one => one.UserId));
        Assert.All(seen, one => Assert.Equal((PresenceStatus.Offline, (DateTimeOffset?)null), (one.Status, one.LastSeenAt)));
        await eve.Hub.GetServerInfo();
        Assert.DoesNotContain(eve.All.OfType<Shown>(), heard => heard.UserId == _bob.Id || heard.UserId == _ada.Id);
    }

    [Fact]
    public async Task Too_many_at_once_are_refused()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        Guid[] ids = [.. Enumerable.Range(0, 201).Select(_ => Guid.NewGuid())];

        Assert.Equal(200, (await ada.Hub.GetPresence(new() { UserIds = ids[1..] })).Count);
        var refused = await Assert.ThrowsAsync<ChatRefusedException>(() => ada.Hub.GetPresence(new() { UserIds = ids }));

        Assert.Equal(ErrorCode.Invalid, refused.Code);
    }

    [Fact]
    public async Task Who_was_on_a_node_that_died_goes_offline()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await _clock.AdvanceUntilAsync(ada.NextAsync<Shown>(Token), Token);
        var (dead, now) = (Guid.NewGuid(), _clock.GetUtcNow());
        await Store.BeatAsync(dead, now, now + TimeSpan.FromSeconds(20), Token);
        await Store.ArriveAsync(dead, [_bob.Id], Token);
        Assert.Equal(PresenceStatus.Online, Assert.Single(await Store.SettleAsync([_bob.Id], Token)).Status);

        var gone = await NextOfBobAsync(ada);

        Assert.Equal((PresenceStatus.Offline, Chat.Contracts.Wire.WireTime.Trim(now)), (gone.Status, gone.LastSeenAt));
        Assert.InRange(_clock.GetUtcNow() - now, TimeSpan.FromSeconds(20), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Who_is_on_another_node_too_stays_online()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        var other = Guid.NewGuid();
        await Store.BeatAsync(other, _clock.GetUtcNow(), _clock.GetUtcNow() + TimeSpan.FromHours(1), Token);
        await using (var bob = await _server.ConnectAsync(_bob, Token))
        {
            await NextOfBobAsync(ada);
            await Store.ArriveAsync(other, [_bob.Id], Token);
        }

        await GoneAsync();
        for (var second = 0; second < 10; second++) { _clock.Advance(TimeSpan.FromSeconds(1)); }
        await Store.SetStatusAsync(_bob.Id, PresenceStatus.Busy, _clock.GetUtcNow(), Token);
        _server.Services.GetRequiredService<IPresenceNews>().Stirred(_bob.Id);

        Assert.Equal(PresenceStatus.Busy, (await NextOfBobAsync(ada)).Status);
    }

    [Fact]
    public async Task A_thousand_who_come_at_once_are_told_of_in_slices_and_the_newest_alone()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);
        var news = _server.Services.GetRequiredService<PresenceNews>();
        Shown[] crowd = [.. Enumerable.Range(0, 1_000).Select(_ => new Shown { UserId = Guid.NewGuid(), Status = PresenceStatus.Online })];
        news.Tell([new() { UserId = _bob.Id, Status = PresenceStatus.Online }, new() { UserId = _bob.Id, Status = PresenceStatus.Away }]);
        news.Tell([new() { UserId = _bob.Id, Status = PresenceStatus.Busy }]);
        news.Tell(crowd);

        await news.TellSliceAsync(Token);

        Assert.Equal(100, _server.Views.ContactQuestions);
        Assert.Equal(PresenceStatus.Busy, (await ada.NextAsync<Shown>(Token)).Status);
        Assert.False(await ada.HasHeardAsync<Shown>());
    }

    private async Task<Shown> NextOfBobAsync(Listener device)
    {
        while (true)
        {
            var heard = await _clock.AdvanceUntilAsync(device.NextAsync<Shown>(Token), Token);
            if (heard.UserId == _bob.Id) { return heard; }
        }
    }

    /// <summary>The server has noticed that the connection is gone.</summary>
    private Task GoneAsync()
    {
        var devices = _server.Services.GetRequiredService<Devices>();
        return Waiting.UntilAsync("the server has noticed that Bob is gone", () => !devices.IsHere(_bob.Id), Token);
    }
}
