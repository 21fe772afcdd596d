using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using Chat.Tests.Running;

namespace Chat.Tests.Starting;

/// <summary>The server as an operator has it: a process of its own with a data directory.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Both outputs so far.</summary>
    public string Said
    {
        get { lock (_said) { return _said.ToString(); } }
    }

    public static ServerProcess Start(string data, params IEnumerable<string> more)
    {
        var start = CtrlC.HeardBy("dotnet");
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, Path.GetTempPath());
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Chat.Api.dll"), $"--Chat:Data:Directory={data}", .. more])
        {
            start.ArgumentList.Add(argument);
        }

        var server = new ServerProcess(new() { StartInfo = start });
        server._process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>The address it says it is ready at.</summary>
    public Task<Uri> ReadyAsync() => _ready.Task.WaitAsync(Patience);

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>What Ctrl-C sends.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    /// <summary>No chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public static async Task<bool> AnswersAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.GetAsync(path, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await InterruptAsync();
            await ExitAsync();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private void Hear(string? line)
    {
        const string Ready = "Chat is ready at ";
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException($"The server ended before it was ready: {Said}"));
            return;
        }

        lock (_said) { _said.AppendLine(line); }

        if (line.StartsWith(Ready, StringComparison.Ordinal)) { _ready.TrySetResult(new(line[Ready.Length..])); }
    }
}
