using System.Diagnostics;
using System.Text;
using Chat.Tests.Running;

namespace Chat.Tests.Browser;

/// <summary>A scenario of <c>clients/web/app/testing</c>: a script that leads people through the app in Chromium.</summary>
internal static class BrowserScript
{
    // A scenario takes seconds. The limit is for machines that do much else at the time.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private static readonly string Folder = Path.Combine(Repository.Root, "clients", "web", "app");

    /// <param name="serve">Does what the script asks its host for, such as killing the server.</param>
    /// <param name="more">What else the script is told, as variables.</param>
    public static async Task PlayAsync(
        string scenario, Uri address, Func<string, Task> serve, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? more = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var node = Start(scenario, address, more ?? new Dictionary<string, string>());
        try
        {
            var errors = ReadAsync(node.StandardError, limit.Token);
            while (await node.StandardOutput.ReadLineAsync(limit.Token) is { } wanted)
            {
                await serve(wanted);
                await node.StandardInput.WriteLineAsync("done".AsMemory(), limit.Token);
                await node.StandardInput.FlushAsync(limit.Token);
            }

            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, await errors);
        }
        finally
        {
            if (!node.HasExited) { node.Kill(entireProcessTree: true); }
        }
    }

    private static Process Start(string scenario, Uri address, IReadOnlyDictionary<string, string> more)
    {
        var start = new ProcessStartInfo("node", ["testing/run.mjs", scenario, address.ToString()])
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["CHAT_CHROMIUM"] = Requires.Chromium();
        foreach (var (name, value) in more) { start.Environment[name] = value; }
        return Process.Start(start) ?? throw new InvalidOperationException("Node.js did not start.");
    }

    private static async Task<string> ReadAsync(StreamReader errors, CancellationToken cancellationToken)
    {
        var said = new StringBuilder();
        while (await errors.ReadLineAsync(cancellationToken) is { } line) { said.AppendLine(line); }
        return said.ToString();
    }
}
