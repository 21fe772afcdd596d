using Chat.Client.Connecting;
using Chat.Contracts.Accounts;
using Chat.Tests.Running;

namespace Chat.Tests.Accounts;

public sealed class LeavingAndDisabling(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logging_out_closes_the_session_everywhere_and_leaves_other_devices_alone()
    {
        var phone = await app.RegisterAsync("ada", Token);
        using var http = app.Http();
        var laptop = await http.PostAsync<Session>("/api/auth/login", Login(phone), Token);
        await using var node = await app.StartAnotherAsync();
        await using var here = await app.ConnectAsync(phone, Token);
        await using var there = await TestConnection.OpenAsync(node.Address, phone.AccessToken, WireEncoding.MessagePack, Token);
        await using var other = await TestConnection.OpenAsync(node.Address, laptop.AccessToken, WireEncoding.Json, Token);

        await here.Hub.Logout(new());
        await Task.WhenAll(here.ClosedAsync(), there.ClosedAsync());

        Assert.Equal(phone.User, await other.Hub.GetMe());
        using var ended = app.Http(phone);
        Assert.Equal((401, "unauthenticated"), await Asking.ProblemOfAsync(await ended.GetAsync("/api/me", Token), Token));
    }

    [Fact]
    public async Task Logging_out_everywhere_ends_every_device()
    {
        var phone = await app.RegisterAsync("ada", Token);
        using var http = app.Http();
        var laptop = await http.PostAsync<Session>("/api/auth/login", Login(phone), Token);
        await using var open = await app.ConnectAsync(laptop, Token);

        using var asPhone = app.Http(phone);
        using var answer = await asPhone.PostAsync("/api/auth/logout", Asking.Json(new LogoutRequest { Everywhere = true }), Token);

        Assert.True(answer.IsSuccessStatusCode);
        await open.ClosedAsync();
        Assert.Equal((401, "unauthenticated"), await http.RefusedAsync("/api/auth/refresh", new RefreshSessionRequest { RefreshToken = laptop.RefreshToken }, Token));
    }

    [Fact]
    public async Task A_disabled_user_is_out_on_every_node_and_stays_out()
    {
        await using var fresh = new ChatApp();
        await fresh.InitializeAsync();
        var admin = await fresh.RegisterAsync("admin", Token);
        var mallory = await fresh.RegisterAsync("mallory", Token);
        await using var node = await fresh.StartAnotherAsync();
        await using var there = await TestConnection.OpenAsync(node.Address, mallory.AccessToken, WireEncoding.MessagePack, Token);
        using var asAdmin = fresh.Http(admin);
        var address = $"/api/admin/users/{mallory.User.Id}";

        using var disabled = await asAdmin.PatchAsync(address, Asking.Json(new ChangeAccessRequest { Disabled = true }), Token);

        Assert.True(disabled.IsSuccessStatusCode);
        await there.ClosedAsync();
        using var http = fresh.Http();
        Assert.Equal((403, "forbidden"), await http.RefusedAsync("/api/auth/login", Login(mallory), Token));
        using var enabled = await asAdmin.PatchAsync(address, Asking.Json(new ChangeAccessRequest { Disabled = false }), Token);
        await http.PostAsync<Session>("/api/auth/login", Login(mallory), Token);
        Assert.Equal((401, "unauthenticated"), await http.RefusedAsync("/api/auth/refresh", new RefreshSessionRequest { RefreshToken = mallory.RefreshToken }, Token));
    }

    [Fact]
    public async Task The_last_admin_cannot_be_disabled_demoted_or_deleted()
    {
        await using var fresh = new ChatApp();
        await fresh.InitializeAsync();
        var admin = await fresh.RegisterAsync("admin", Token);
        await fresh.RegisterAsync("ada", Token);
        using var asAdmin = fresh.Http(admin);
        var address = $"/api/admin/users/{admin.User.Id}";

        foreach (var request in (ChangeAccessRequest[])[new() { Disabled = true }, new() { Role = UserRole.User }])
        {
            using var answer = await asAdmin.PatchAsync(address, Asking.Json(request), Token);
            Assert.Equal((409, "conflict"), await Asking.ProblemOfAsync(answer, Token));
        }

        using var deleted = await asAdmin.DeleteAsync("/api/me", Token);
        Assert.Equal((409, "conflict"), await Asking.ProblemOfAsync(deleted, Token));
    }

    [Fact]
    public async Task The_last_one_may_leave_and_the_next_one_begins_as_the_first()
    {
        await using var fresh = new ChatApp();
        await fresh.InitializeAsync();
        using var admin = fresh.Http(await fresh.RegisterAsync("admin", Token));
        using var ada = fresh.Http(await fresh.RegisterAsync("ada", Token));

        foreach (var leaving in (HttpClient[])[ada, admin])
        {
            using var left = await leaving.DeleteAsync("/api/me", Token);
            Assert.True(left.IsSuccessStatusCode);
        }

        Assert.Equal(UserRole.Admin, (await fresh.RegisterAsync("next", Token)).User.Role);
    }

    [Fact]
    public async Task A_user_may_not_do_an_admins_work()
    {
        await app.RegisterAsync("first", Token);
        var ada = await app.RegisterAsync("ada", Token);
        using var asAda = app.Http(ada);

        using var list = await asAda.GetAsync("/api/admin/users", Token);
        using var change = await asAda.PatchAsync($"/api/admin/users/{ada.User.Id}", Asking.Json(new ChangeAccessRequest { Role = UserRole.Admin }), Token);

        Assert.Equal((403, "forbidden"), await Asking.ProblemOfAsync(list, Token));
        Assert.Equal((403, "forbidden"), await Asking.ProblemOfAsync(change, Token));
    }

    [Fact]
    public async Task A_deleted_account_is_gone_and_its_name_free()
    {
        await app.RegisterAsync("first", Token);
        var ada = await app.RegisterAsync("ada", Token);
        await using var open = await app.ConnectAsync(ada, Token);
        using var asAda = app.Http(ada);

        using var answer = await asAda.DeleteAsync("/api/me", Token);

        Assert.True(answer.IsSuccessStatusCode);
        await open.ClosedAsync();
        using var http = app.Http();
        await http.PostAsync<Session>("/api/auth/register", new RegisterUserRequest { Username = ada.User.Username, Password = ChatApp.Password }, Token);
    }

    private static LoginRequest Login(Session session) => new() { Username = session.User.Username, Password = ChatApp.Password };
}
