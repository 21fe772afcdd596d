using System.Text.Json;
using Chat.Tests.Running;

namespace Chat.Tests.Terminal;

public sealed class CheckingDeployments(ChatApp app) : IClassFixture<ChatApp>, IDisposable
{
    private readonly ConsoleProgram _chat = new(app.Address);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Smoke_finds_that_everything_works_and_leaves_nothing_behind()
    {
        var found = (await _chat.RunAsync("smoke", "--json")).Good();

        var checks = found.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(one => one.GetProperty("check").GetString()!, one => one.GetProperty("outcome").GetString());
        Assert.Equal(14, checks.Count);
        Assert.All(checks.Values, outcome => Assert.Equal("ok", outcome));
        await using var bob = await app.ConnectAsync(await app.RegisterAsync("bob", Token), Token);
        Assert.Empty(await bob.Hub.FindUsers(new() { Query = "smoke" }));
    }

    [Fact]
    public async Task Smoke_of_a_server_that_is_away_says_so_in_every_row()
    {
        var found = await _chat.RunAsync("--server", "http://127.0.0.1:9", "smoke");

        Assert.Equal((1, ""), (found.ExitCode, found.Error));
        Assert.StartsWith("live\tFAILED\t", found.Lines[0], StringComparison.Ordinal);
        Assert.All(found.Lines[1..], line => Assert.Contains("\tskipped\t", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Load_measures_what_it_was_asked_and_only_on_machines_it_may()
    {
        var report = (await _chat.RunAsync("load", $"{app.Address}", "--connections", "2", "--users", "1", "--rate", "10", "--seconds", "2", "--json")).Good();

        var found = JsonDocument.Parse(report.Output).RootElement;
        Assert.Equal(2, found.GetProperty("connections").GetInt32());
        Assert.InRange(found.GetProperty("acknowledged").GetInt32(), 1, 20);
        (await _chat.RunAsync("load", "http://chat.example", "--seconds", "1")).Refused(2, "--remote");
    }

    public void Dispose() => _chat.Dispose();
}
