using Chat.Client;
using Chat.Client.Hub;
using Chat.Client.Sessions;

namespace Chat.Tests.Client;

public sealed class KeepingTheSession : ClientTest
{
    [Fact]
    public async Task It_is_renewed_over_the_open_connection_before_it_ends()
    {
        Server.Lifetime = TimeSpan.FromSeconds(35);
        var session = Server.NewSession();
        Server.Lifetime = TimeSpan.FromHours(1);
        await Client.SignInAsync(session, Token);

        await UntilAsync(() => Client.Status.State is ConnectionState.Online);
        await Server.UntilAsync("RefreshSession", 1);

        Assert.False(Server.IsFamilyEnded);
        Assert.Equal(0, CallsOf("refresh"));
    }

    [Fact]
    public async Task One_that_ended_while_away_is_renewed_before_connecting()
    {
        await Client.DisposeAsync();
        Server.Lifetime = TimeSpan.FromSeconds(-1);
        await Session.SaveAsync(Server.NewSession(), Token);
        Server.Lifetime = TimeSpan.FromHours(1);

        Client = await StartAsync();
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);

        Assert.Equal(1, CallsOf("refresh"));
        Assert.Equal("refresh 2", (await Session.LoadAsync(Token))?.RefreshToken);
    }

    [Fact]
    public async Task An_access_token_that_the_server_does_not_take_is_renewed()
    {
        var session = Server.NewSession();
        Server.ForgetAccessTokens();

        await Client.SignInAsync(session, Token);
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);

        Assert.Equal(1, CallsOf("refresh"));
    }

    [Fact]
    public async Task There_are_never_two_refreshes_at_once()
    {
        using var keeper = new SessionKeeper(Server, Session, TimeProvider.System);
        Server.Lifetime = TimeSpan.FromSeconds(-1);
        await keeper.TakeAsync(Server.NewSession(), Token);
        Server.Lifetime = TimeSpan.FromHours(1);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => keeper.AccessTokenAsync(Token), Token)));

        Assert.Equal("access 2", Assert.Single(all.Distinct()));
        Assert.Equal(1, CallsOf("refresh"));
    }

    [Fact]
    public async Task A_refused_refresh_signs_out_and_says_why()
    {
        var session = Server.NewSession();
        Server.EndFamily();
        await Client.SignInAsync(session, Token);

        await UntilAsync(() => Client.Status is { State: ConnectionState.SignedOut, Cause: SignedOutException });
        Assert.Null(await Session.LoadAsync(Token));

        await Client.LogInAsync(new() { Username = "ada", Password = "x" }, Token);
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);
    }

    [Fact]
    public async Task A_server_that_is_away_signs_nobody_out()
    {
        var session = Server.NewSession();
        Server.ForgetAccessTokens();
        Server.Plan("refresh", Fate.Refused("unavailable", "The database is away."), Fate.Refused("internal", "Its trace id is 1."), Fate.CutBefore);

        await Client.SignInAsync(session, Token);
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);

        Assert.Equal(4, CallsOf("refresh"));
    }

    [Fact]
    public async Task A_refresh_whose_answer_is_lost_costs_a_sign_in_and_nothing_else()
    {
        var session = Server.NewSession();
        Server.ForgetAccessTokens();
        Server.Plan("refresh", Fate.CutAfter);

        await Client.SignInAsync(session, Token);
        await UntilAsync(() => Client.Status.State is ConnectionState.SignedOut && CallsOf("refresh") == 2);

        Assert.True(Server.IsFamilyEnded);
    }

    [Fact]
    public async Task A_new_session_that_came_as_an_event_is_kept_when_its_answer_is_lost()
    {
        Server.Lifetime = TimeSpan.FromSeconds(35);
        var session = Server.NewSession();
        Server.Lifetime = TimeSpan.FromHours(1);
        Server.Plan("RefreshSession", Fate.CutAfter);

        await Client.SignInAsync(session, Token);
        await Server.UntilAsync("RefreshSession", 1);
        await Server.UntilAsync("Sync", 2);

        await UntilAsync(() => Client.Status.State is ConnectionState.Online);
        Assert.False(Server.IsFamilyEnded);
        Assert.Equal("refresh 2", (await Session.LoadAsync(Token))?.RefreshToken);
    }

    [Fact]
    public async Task Logging_out_forgets_the_session_and_ends_the_connection()
    {
        await SignInAsync();

        await Client.LogOutAsync(Token);
        await UntilAsync(() => Client.Status.State is ConnectionState.SignedOut);

        Assert.Equal(0, Server.Open);
        Assert.Null(await Session.LoadAsync(Token));
    }
}
