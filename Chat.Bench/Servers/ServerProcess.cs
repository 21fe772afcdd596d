using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Chat.Bench.Servers;

/// <summary>A server that the bench started, in a process of its own. It is ended by its id, with the bench at the latest.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public int Port => _port.Task.Result;

    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment) { start.Environment[name] = value; }

        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start."));
        server.Listen();
        try { await server._port.Task.WaitAsync(s_startLimit, cancellationToken); }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var ask = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await ask.WaitForExitAsync();
            try { await _process.WaitForExitAsync().WaitAsync(s_stopLimit); }
            catch (TimeoutException) { _process.Kill(); }
        }

        _process.Dispose();
    }

    /// <summary>What it said last, for an error's message.</summary>
    public string LastWords()
    {
        lock (_lastLines) { return string.Join(Environment.NewLine, _lastLines); }
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException($"A server ended before it was ready. {LastWords()}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null) { return; }
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20) { _lastLines.Dequeue(); }
        }

        if (ReadyLine().Match(line) is { Success: true } ready) { _port.TrySetResult(int.Parse(ready.Groups["port"].ValueSpan, CultureInfo.InvariantCulture)); }
    }

    [GeneratedRegex(@"ready at http://127\.0\.0\.1:(?<port>[0-9]+)", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ReadyLine();
}
