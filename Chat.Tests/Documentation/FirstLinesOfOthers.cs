using System.Diagnostics;
using Chat.Tests.Protocol;
using Chat.Tests.Running;

namespace Chat.Tests.Documentation;

/// <summary>The pieces of code of other languages are run as they stand on the page, but for the server's address and the user's name.</summary>
public sealed class FirstLinesOfOthers(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Those_of_JavaScript_run_in_both_encodings(bool isBinary)
    {
        var code = Page.Code("docs/clients.md", "JavaScript: the official client");
        if (!isBinary) { code = string.Join('\n', code.Split('\n').Where(line => !line.Contains("withHubProtocol", StringComparison.Ordinal))); }

        var said = (await RunAsync(code, until: "heard ")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("heard 1: Is the kettle on?", said);
        Assert.Contains(said, line => line.StartsWith("sent 1, refused with not_found: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Those_of_the_first_page_run() => Assert.Contains("username", await RunAsync(Page.Code("README.md", null, "```js")), StringComparison.Ordinal);

    [Fact]
    public async Task Those_of_curl_run()
    {
        Requires.Program("curl");
        Requires.Program("jq");
        var code = Page.Code("docs/clients.md", "REST with curl");

        Assert.Equal(["1", "Is the kettle on?", "two spoons"], (await ShellAsync("set -e -o pipefail\n" + Here(code, "linus"))).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The connection ends when the script is over and has said a line that begins so.</summary>
    private Task<string> RunAsync(string code, string until = "") => NodeScript.RunAsync(
        "--input-type=module", ["-"],
        $$"""
        const said = new Promise((resolve) => {
          const say = console.log;
          console.log = (line) => { say(line); if (String(line).startsWith("{{until}}")) { resolve(); } };
        });
        {{Here(code, "ada")}}
        await said;
        await hub.stop();
        """, Token);

    private string Here(string code, string user)
    {
        Assert.Contains(user, code, StringComparison.Ordinal);
        Assert.Contains("http://localhost:5000", code, StringComparison.Ordinal);
        return code.Replace($"\"{user}\"", $"\"{ChatApp.Unique(user)}\"", StringComparison.Ordinal)
            .Replace("http://localhost:5000", app.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
    }

    private static async Task<string> ShellAsync(string script)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync(limit.Token);
        await bash.WaitForExitAsync(limit.Token);
        return output;
    }
}
