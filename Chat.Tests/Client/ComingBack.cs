using Chat.Client;
using Chat.Client.Connecting;
using Chat.Contracts.Sync;

namespace Chat.Tests.Client;

public sealed class ComingBack : ClientTest
{
    [Fact]
    public async Task What_was_missed_while_away_is_there_after_the_return()
    {
        var tea = Server.Model.Create(Server.Model.Me, Bob);
        await SignInAsync();
        Server.IsDown = true;
        Server.Cut();
        await UntilAsync(() => Client.Status.State is ConnectionState.Offline);
        for (var i = 0; i < 1_200; i++) { Server.Model.Send(tea, Bob, $"{i}"); }

        Server.IsDown = false;
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);

        Client.State.AssertKnows(Server.Model);
    }

    [Fact]
    public async Task Attempts_come_ever_more_slowly_and_at_once_after_the_first_failure()
    {
        Server.IsDown = true;
        await Client.SignInAsync(Server.NewSession(), Token);
        await UntilAsync(() => Clock.Waited.Count >= 4);

        Assert.Equal([1, 2, 5, 10], Clock.Waited.Take(4).Select(one => one.TotalSeconds));
        await UntilAsync(() => Client.Status is { State: ConnectionState.Offline, Cause: HttpRequestException });
    }

    [Fact]
    public void Delays_are_spread_by_a_third_to_either_side_and_stay_at_the_last_one()
    {
        var policy = new ReconnectPolicy { Random = new(7) };

        var last = Enumerable.Range(0, 1_000).Select(_ => policy.After(100).TotalSeconds).ToArray();

        Assert.InRange(last.Min(), 21, 22);
        Assert.InRange(last.Max(), 38, 39);
        Assert.Equal(TimeSpan.Zero, policy.After(1));
    }

    [Fact]
    public async Task A_sync_that_is_refused_for_a_while_is_asked_again()
    {
        Server.Model.Create(Server.Model.Me, Bob);
        Server.Plan("Sync", Fate.Refused("rate_limited", "Too many calls; try again in 3 s"), Fate.Refused("unavailable", "Away."), Fate.CutAfter);

        await SignInAsync();

        Client.State.AssertKnows(Server.Model);
        Assert.Contains(TimeSpan.FromSeconds(3), Clock.Waited);
    }

    [Fact]
    public async Task A_hole_in_what_is_told_is_filled_by_a_sync()
    {
        var tea = Server.Model.Create(Server.Model.Me, Bob);
        await SignInAsync();
        var tell = Server.Model.Tell;
        Server.Model.Tell = _ => { };
        Server.Model.Send(tea, Bob, "not told");
        Server.Model.Tell = tell;

        Server.Model.Send(tea, Bob, "told");
        await UntilAsync(() => Client.State.Find(tea.Id)!.Messages.Count == 2);

        Client.State.AssertKnows(Server.Model);
    }

    [Fact]
    public async Task What_was_known_is_known_after_a_restart_and_only_the_rest_is_asked_for()
    {
        var tea = Server.Model.Create(Server.Model.Me, Bob);
        Server.Model.Send(tea, Bob, "hello");
        Server.Model.Clear(Server.Model.Create(Server.Model.Me));
        await SignInAsync();
        await Client.DisposeAsync();

        Client = await StartAsync();
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);

        var asked = (SyncRequest)Server.Calls.Last(call => call.Method == "Sync").Request!;
        Assert.Contains(new() { ConversationId = tea.Id, Revision = 2 }, asked.Known);
        Assert.Equal(1, asked.OwnRevision);
        Client.State.AssertKnows(Server.Model);
    }

    [Fact]
    public async Task An_ended_client_leaves_nothing_behind()
    {
        await SignInAsync();

        await Client.DisposeAsync();

        Assert.Equal(0, Server.Open);
        await Assert.ThrowsAnyAsync<Exception>(() => Client.MarkReadAsync(Guid.NewGuid(), 1, Token));
        Client = await StartAsync();
    }
}
