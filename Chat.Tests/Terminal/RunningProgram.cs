using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Chat.Tests.Terminal;

/// <summary>A console program that has not ended yet. Every wait has an end that only a broken program or machine meets.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _read = new();
    private readonly Task<string> _error;

    public RunningProgram(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync(CancellationToken.None));

    /// <summary>All of its input.</summary>
    public async Task WriteAsync(string input)
    {
        try
        {
            await _process.StandardInput.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }
    }

    /// <summary>The next line of its output.</summary>
    public async Task<string> LineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(Patience)
            ?? throw new EndOfStreamException($"It ended: {await _error}");
        _read.Append(line).Append('\n');
        return line;
    }

    /// <summary>Nobody reads its output any more.</summary>
    public void CloseOutput() => _process.StandardOutput.Close();

    /// <summary>What Ctrl-C sends.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>When it ended: all that it said, what was read before included.</summary>
    public async Task<ConsoleResult> EndAsync(bool isOutputClosed = false)
    {
        var rest = isOutputClosed ? "" : await _process.StandardOutput.ReadToEndAsync(CancellationToken.None).WaitAsync(Patience);
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return new(_process.ExitCode, _read + rest, await _error.WaitAsync(Patience));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
