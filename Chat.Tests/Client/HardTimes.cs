using Chat.Client;
using Chat.Tests.Fakes;

namespace Chat.Tests.Client;

/// <summary>Clocks that are wrong, and a server that is gone for long.</summary>
public sealed class HardTimes : TimedClientTest
{
    public static TheoryData<int> Days => [1, -1, 365 * 40, -365 * 40];

    [Theory]
    [MemberData(nameof(Days))]
    public async Task A_clock_that_is_wrong_by_days_does_no_harm_once_the_server_has_told_the_time(int days)
    {
        var told = new TaskCompletionSource();
        (Server.TimeIsTold, Server.Now) = (told.Task, () => Clock.GetUtcNow().AddDays(-days));
        var tea = Server.Model.Create(Server.Model.Me, Bob);
        await ConnectAsync();

        // To one that is ahead a new token looks spent: it renews before it connects and once after, and then waits.
        var early = days > 0 ? 1 : 0;
        await Server.UntilAsync("RefreshSession", early);
        told.SetResult();

        // An hour's token is renewed when a fifth of its time is left.
        var since = Clock.GetUtcNow();
        await Clock.AdvanceUntilAsync(RenewedAsync(early + 1), Token, TimeSpan.FromSeconds(30));
        await (await Client.SendAsync(tea.Id, "still here", Token)).Sent.WaitAsync(Patience, Token);

        Assert.InRange(Clock.GetUtcNow() - since, TimeSpan.Zero, TimeSpan.FromHours(15));
        var most = early + (int)((Clock.GetUtcNow() - since) / TimeSpan.FromMinutes(48));
        Assert.Equal(early, CallsOf("refresh"));
        Assert.InRange(CallsOf("RefreshSession"), early + 1, most);
        Assert.False(Server.IsFamilyEnded);
    }

    [Fact]
    public async Task A_server_that_is_gone_for_an_hour_is_asked_seldom_and_finds_everything_when_it_is_back()
    {
        var tea = Server.Model.Create(Server.Model.Me, Bob);
        await ConnectAsync();
        var attempts = 0;
        Client.StatusChanged += status =>
        {
            if (status.State is ConnectionState.Connecting) { Interlocked.Increment(ref attempts); }
        };

        Server.IsDown = true;
        Server.Cut();
        string[] written = ["one", "two", "three"];
        foreach (var text in written) { await Client.SendAsync(tea.Id, text, Token); }

        var since = Clock.GetUtcNow();
        while (Clock.GetUtcNow() - since < TimeSpan.FromHours(1)) { await Clock.AdvanceUntilAsync(NextAsync(ConnectionState.Connecting), Token, TimeSpan.FromSeconds(20)); }

        // Every half a minute, spread by a third to either side, and a few at the beginning.
        Assert.InRange(attempts, 1, 5 + ((Clock.GetUtcNow() - since) / TimeSpan.FromSeconds(20)));
        for (var number = 0; number < 300; number++) { Server.Model.Send(tea, Bob, $"{number}"); }

        var online = NextAsync(ConnectionState.Online);
        Server.IsDown = false;
        await Clock.AdvanceUntilAsync(online, Token);
        await Clock.AdvanceUntilAsync(Task.WhenAll(Client.Outgoing.Select(message => message.Sent)), Token);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);

        Assert.Equal(written, tea.Messages.Where(message => message.SenderId == Server.Model.Me).Select(message => message.Content));
        Assert.Equal(303, Client.State.Find(tea.Id)!.Messages.Count);
        Assert.False(Server.IsFamilyEnded);
    }

    private async Task<bool> RenewedAsync(int times)
    {
        await Server.UntilAsync("RefreshSession", times);
        return true;
    }
}
