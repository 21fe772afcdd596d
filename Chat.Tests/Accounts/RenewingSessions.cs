using Chat.Contracts.Accounts;
using Chat.Tests.Running;

namespace Chat.Tests.Accounts;

public sealed class RenewingSessions(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_token_gives_a_new_session_and_is_spent()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();

        var second = await http.PostAsync<Session>("/api/auth/refresh", Refresh(ada), Token);
        var third = await http.PostAsync<Session>("/api/auth/refresh", Refresh(second), Token);

        Assert.Equal(ada.User, third.User);
        Assert.Equal(3, new[] { ada.RefreshToken, second.RefreshToken, third.RefreshToken }.Distinct().Count());
    }

    [Fact]
    public async Task A_spent_token_ends_the_whole_family()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();
        var thief = await http.PostAsync<Session>("/api/auth/refresh", Refresh(ada), Token);
        await using var open = await app.ConnectAsync(thief, Token);

        Assert.Equal((401, "unauthenticated"), await http.RefusedAsync("/api/auth/refresh", Refresh(ada), Token));

        Assert.Equal((401, "unauthenticated"), await http.RefusedAsync("/api/auth/refresh", Refresh(thief), Token));
        using var stolen = app.Http(thief);
        using var answer = await stolen.GetAsync("/api/me", Token);
        Assert.Equal((401, "unauthenticated"), await Asking.ProblemOfAsync(answer, Token));
        await open.ClosedAsync();
    }

    [Fact]
    public async Task Used_twice_at_once_it_succeeds_once_and_then_ends_the_family()
    {
        var ada = await app.RegisterAsync("ada", Token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var http = app.Http();
            using var answer = await http.PostAsync("/api/auth/refresh", Asking.Json(Refresh(ada)), Token);
            return (int)answer.StatusCode;
        }));

        Assert.Equal(1, answers.Count(status => status is 200));
        Assert.All(answers, status => Assert.True(status is 200 or 401));
    }

    [Fact]
    public async Task An_open_connection_is_renewed_without_being_dropped()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var open = await app.ConnectAsync(ada, Token);

        var renewed = await open.Hub.RefreshSession(Refresh(ada));

        Assert.Equal(renewed, await open.NextAsync<Session>(Token));
        Assert.Equal(ada.User, await open.Hub.GetMe());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a token")]
    public async Task What_was_never_a_token_is_refused(string token)
    {
        using var http = app.Http();

        Assert.Equal((401, "unauthenticated"), await http.RefusedAsync("/api/auth/refresh", new RefreshSessionRequest { RefreshToken = token }, Token));
    }

    [Fact]
    public async Task A_token_of_100_KB_is_refused()
    {
        using var http = app.Http();
        var huge = new RefreshSessionRequest { RefreshToken = new('a', 100_000) };

        Assert.Equal((401, "unauthenticated"), await http.RefusedAsync("/api/auth/refresh", huge, Token));
    }

    private static RefreshSessionRequest Refresh(Session session) => new() { RefreshToken = session.RefreshToken };
}
