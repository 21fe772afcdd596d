using Chat.Contracts.Accounts;
using Chat.Tests.Running;

namespace Chat.Tests.Terminal;

public sealed class SigningIn(ChatApp app) : IClassFixture<ChatApp>, IDisposable
{
    private readonly ConsoleProgram _chat = new(app.Address);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_its_owners_alone_and_serves_the_commands_that_follow_until_it_is_ended()
    {
        var name = ChatApp.Unique("ada");
        var made = (await _chat.RunWithAsync(ChatApp.Password + "\n", "register", name, "--name", "Ada", "--password-stdin", "--json")).Good();
        Assert.Equal("Ada", Assert.Single(made.Json<User>()).DisplayName);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_chat.SessionFile));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_chat.SessionFile)!));
        }

        Assert.Equal(name, Assert.Single((await _chat.RunAsync("whoami", "--json")).Good().Json<User>()).Username);

        (await _chat.RunAsync("logout")).Good();
        Assert.False(File.Exists(_chat.SessionFile));
        (await _chat.RunAsync("whoami")).Refused(3, "chat login");
        (await _chat.RunWithAsync(ChatApp.Password, "login", name, "--password-stdin")).Good();
        (await _chat.RunAsync("whoami")).Good();
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_is_told_apart_from_a_server_that_is_away()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await _chat.SignInAsync(ada, Token);
        using var http = app.Http(ada);
        using var logout = await http.PostAsync("/api/auth/logout", Asking.Json(new LogoutRequest { RefreshToken = ada.RefreshToken }), Token);

        (await _chat.RunAsync("conversations")).Refused(3, "chat login");
        (await _chat.RunWithAsync("wrong", "--server", "http://127.0.0.1:9", "login", "ada", "--password-stdin")).Refused(4, "cannot be reached");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_none_is_asked_for_where_nobody_can_answer()
    {
        var ada = await app.RegisterAsync("ada", Token);

        (await _chat.RunWithAsync("wrong password\n", "login", ada.User.Username, "--password-stdin")).Refused(1, "password");
        (await _chat.RunAsync("login", ada.User.Username)).Refused(2, "--password-stdin");
        Assert.False(File.Exists(_chat.SessionFile));
    }

    public void Dispose() => _chat.Dispose();
}
