using System.Runtime.InteropServices;

namespace Chat.Terminal.Running;

/// <summary>Ctrl-C and the wish of a system that shuts down: the first one ends a command in order, the second one at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _exitCode;

    public Interruption() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Hear(signal, Running.ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Hear(signal, Running.ExitCode.Terminated)),
    ];

    public CancellationToken Token => _source.Token;

    /// <summary>Null until somebody interrupts.</summary>
    public int? ExitCode => _exitCode is 0 ? null : _exitCode;

    /// <summary>From a key of a terminal that is read key by key.</summary>
    public void Interrupt()
    {
        Interlocked.CompareExchange(ref _exitCode, Running.ExitCode.Interrupted, 0);
        _source.Cancel();
    }

    public void Dispose()
    {
        foreach (var signal in _signals) { signal.Dispose(); }
        _source.Dispose();
    }

    private void Hear(PosixSignalContext signal, int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) is not 0) { return; }
        signal.Cancel = true;
        _source.Cancel();
    }
}
