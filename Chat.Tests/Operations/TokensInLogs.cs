using Chat.Contracts.Accounts;
using Chat.Tests.Running;

namespace Chat.Tests.Operations;

public sealed class TokensInLogs
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_happens_no_token_and_no_password_reaches_a_log()
    {
        await using var app = new TalkativeApp();
        await app.InitializeAsync();
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();
        var second = await http.PostAsync<Session>("/api/auth/refresh", new RefreshSessionRequest { RefreshToken = ada.RefreshToken }, Token);
        await using (var open = await app.ConnectAsync(second, Token)) { await open.Hub.GetMe(); }

        foreach (var query in (string[])["access_token", "token"])
        {
            var address = new UriBuilder(app.Address) { Scheme = "ws", Path = "/hubs/chat", Query = $"{query}={second.AccessToken}" }.Uri;
            await using var socket = await RawSocket.OpenAsync(address, Token);
            await socket.ReadUntilAsync("\"Connected\"", Token);
            using var bad = await http.GetAsync($"/hubs/chat?{query}={second.AccessToken[..^4]}abcd", Token);
        }

        using var failed = await http.PostAsync("/api/auth/login", Asking.Json(new LoginRequest { Username = ada.User.Username, Password = "wrong secret 77" }), Token);
        await http.RefusedAsync("/api/auth/refresh", new RefreshSessionRequest { RefreshToken = ada.RefreshToken }, Token);

        Assert.NotEmpty(app.Log.Lines);
        string[] secrets =
        [
            ChatApp.Password, "wrong secret 77", ada.RefreshToken, second.RefreshToken, Signature(ada), Signature(second), second.AccessToken[..80],
        ];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(app.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    /// <summary>The part of a token that must not be seen even when the rest is.</summary>
    private static string Signature(Session session) => session.AccessToken.Split('.')[2][..40];

    /// <summary>An operator turned everything on, by every name that could write addresses.</summary>
    private sealed class TalkativeApp : ChatApp
    {
        protected override IReadOnlyList<string> Settings =>
        [
            "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace",
        ];
    }
}
