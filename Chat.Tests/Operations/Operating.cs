using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts.Server;
using Chat.Contracts.Wire;
using Chat.Tests.Running;

namespace Chat.Tests.Operations;

public sealed class Operating(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_with_its_database_is_live_and_ready()
    {
        using var http = app.Http();

        using var live = await http.GetAsync("/health/live", Token);
        using var ready = await http.GetAsync("/health/ready", Token);

        Assert.True(live.IsSuccessStatusCode);
        Assert.True(ready.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Without_its_database_it_is_live_and_not_ready_and_says_why()
    {
        await using var doomed = new ChatApp();
        await doomed.InitializeAsync();
        using var http = doomed.Http();
        await doomed.Database.LoseAsync(Token);

        using var live = await http.GetAsync("/health/live", Token);
        using var ready = await http.GetAsync("/health/ready", Token);

        Assert.True(live.IsSuccessStatusCode);
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Contains("database", await ready.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_calls_by_method_and_outcome()
    {
        await using var visitor = await app.ConnectAsync(null, Token);
        await visitor.Hub.GetServerInfo();
        await Asking.CodeOfAsync(visitor.Hub.GetMe);
        using var http = app.Http();

        var text = await http.GetStringAsync("/metrics", Token);

        Assert.Contains("chat_hub_calls_seconds_count{method=\"GetServerInfo\",outcome=\"done\"}", text, StringComparison.Ordinal);
        Assert.Contains("chat_hub_calls_seconds_count{method=\"GetMe\",outcome=\"unauthenticated\"}", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE chat_hub_connections gauge", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_description_comes_over_rest_and_the_hub()
    {
        await using var visitor = await app.ConnectAsync(null, Token);
        using var http = app.Http();

        Assert.Equal(await visitor.Hub.GetServerInfo(), await http.GetFromJsonAsync<ServerInfo>("/api/info", ChatJson.Wire, Token));
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        using var http = app.Http();

        using var document = JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json", Token));
        var page = await http.GetStringAsync("/swagger/index.html", Token);

        var paths = document.RootElement.GetProperty("paths");
        foreach (var path in (string[])["/api/auth/register", "/api/auth/login", "/api/auth/refresh", "/api/auth/logout", "/api/me", "/api/info"])
        {
            Assert.True(paths.TryGetProperty(path, out _), path);
        }

        Assert.Contains("swagger", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_browsers_safe()
    {
        using var http = app.Http();

        foreach (var path in (string[])["/api/info", "/api/me", "/nothing", "/swagger/index.html"])
        {
            using var answer = await http.GetAsync(path, Token);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }
}
