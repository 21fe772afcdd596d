using System.Diagnostics;
using Chat.Tests.Running;

namespace Chat.Tests.Protocol;

/// <summary>Runs a script of <c>Chat.Tests/node</c> and gives what it printed.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan s_limit = Waiting.Limit;

    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    public static async Task<string> RunAsync(string script, IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("Node.js did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            await node.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            node.StandardInput.Close();
            await node.WaitForExitAsync(limit.Token);
            return node.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script} failed: {await errors}");
        }
        finally
        {
            if (!node.HasExited) { node.Kill(entireProcessTree: true); }
        }
    }

    private static string Find(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "Chat.Tests", "node");
            if (Directory.Exists(folder)) { return folder; }
        }

        throw new DirectoryNotFoundException("Chat.Tests/node is not above the tests.");
    }
}
