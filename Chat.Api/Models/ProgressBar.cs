namespace Chat.Api.Models;

/// <summary>How much of a file has come: one line that fills on a terminal, and a line for every tenth anywhere else.</summary>
internal sealed class ProgressBar(TextWriter output, string name, long whole) : IProgress<long>
{
    private const int Width = 30;
    private readonly bool _isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    private long _shown = -1;

    public void Report(long value)
    {
        var step = value * (_isTerminal ? 100 : 10) / Math.Max(1, whole);
        if (step == _shown) { return; }
        _shown = step;
        if (!_isTerminal)
        {
            output.WriteLine($"{name}  {step * 10} %");
            return;
        }

        var full = (int)(value * Width / Math.Max(1, whole));
        output.Write($"\r{name}  [{new string('#', full)}{new string('.', Width - full)}] {step,3} % of {whole / 1_000_000.0:0.0} MB");
    }

    public void End()
    {
        if (_isTerminal && _shown >= 0) { output.WriteLine(); }
    }
}
