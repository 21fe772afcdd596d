using System.Net;
using System.Net.Http.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;
using Chat.Tests.Running;

namespace Chat.Tests.Accounts;

public sealed class Devices(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_sees_where_they_are_signed_in_and_which_of_it_is_here()
    {
        var phone = await app.RegisterAsync("ada", Token);
        var laptop = await SignInAgainAsync(phone);

        var sessions = await ListAsync(laptop);

        Assert.Equal(2, sessions.Count);
        Assert.True(sessions[0].IsCurrent);
        Assert.False(sessions[1].IsCurrent);
    }

    [Fact]
    public async Task A_device_is_signed_out_from_another_one()
    {
        var phone = await app.RegisterAsync("ada", Token);
        var laptop = await SignInAgainAsync(phone);
        var lost = (await ListAsync(laptop)).Single(one => one.IsCurrent is false);

        using var http = app.Http(laptop);
        using var ended = await http.DeleteAsync($"/api/me/sessions/{lost.Id}", Token);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var lostPhone = app.Http(phone);
        using var refused = await lostPhone.GetAsync("/api/me", Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.True(Assert.Single(await ListAsync(laptop)).IsCurrent);
    }

    [Fact]
    public async Task Nobody_ends_a_strangers_session()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var eve = await app.RegisterAsync("eve", Token);
        var session = Assert.Single(await ListAsync(ada));

        using var http = app.Http(eve);
        using var answer = await http.DeleteAsync($"/api/me/sessions/{session.Id}", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(await ListAsync(ada));
    }

    private async Task<Session> SignInAgainAsync(Session session)
    {
        using var http = app.Http();
        var request = new LoginRequest { Username = session.User.Username, Password = ChatApp.Password };
        using var answer = await http.PostAsJsonAsync("/api/auth/login", request, ChatJson.Wire, Token);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Session>(ChatJson.Wire, Token))!;
    }

    private async Task<IReadOnlyList<SessionRecord>> ListAsync(Session session)
    {
        using var http = app.Http(session);
        return (await http.GetFromJsonAsync<IReadOnlyList<SessionRecord>>("/api/me/sessions", ChatJson.Wire, Token))!;
    }
}
