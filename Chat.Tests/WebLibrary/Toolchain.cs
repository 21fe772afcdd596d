using System.Diagnostics;
using Chat.Tests.Running;

namespace Chat.Tests.WebLibrary;

/// <summary>Runs a program of <c>clients/web/node_modules</c> in the library's folder.</summary>
internal static class Toolchain
{
    // Far more than it takes: whoever waits longer waits for ever.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private static readonly string s_web = Path.Combine(Repository.Root, "clients", "web");

    public static async Task<(int ExitCode, string Said)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(s_web, "node_modules", program), .. arguments])
        {
            WorkingDirectory = Path.Combine(s_web, "library"), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) { start.Environment[name] = value; }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("Node.js did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited) { process.Kill(entireProcessTree: true); }
        }
    }
}
