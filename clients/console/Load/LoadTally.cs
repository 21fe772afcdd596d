using System.Collections.Concurrent;

namespace Chat.Terminal.Load;

/// <summary>What the senders saw, each in a list of its own until the end.</summary>
internal sealed class LoadTally
{
    private readonly ConcurrentBag<List<double>> _latencies = [];
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private long _unsent;

    public List<double> NewLatencies()
    {
        var list = new List<double>();
        _latencies.Add(list);
        return list;
    }

    public void Fail(string code) => _errors.AddOrUpdate(code, 1, (_, count) => count + 1);

    public void LeaveUnsent(long count) => Interlocked.Add(ref _unsent, count);

    public LoadReport Report(int connections, TimeSpan elapsed)
    {
        double[] all = [.. _latencies.SelectMany(list => list).Order()];
        return new()
        {
            Connections = connections,
            Seconds = Math.Round(elapsed.TotalSeconds, 2),
            Acknowledged = all.Length,
            AcknowledgedPerSecond = Math.Round(all.Length / elapsed.TotalSeconds, 1),
            P50Milliseconds = Percentile(all, 0.50),
            P99Milliseconds = Percentile(all, 0.99),
            MaxMilliseconds = Percentile(all, 1),
            Unsent = _unsent,
            Errors = new SortedDictionary<string, long>(_errors, StringComparer.Ordinal),
        };
    }

    /// <summary>The smallest one that so large a part is not above.</summary>
    internal static double Percentile(double[] sorted, double part) =>
        sorted.Length is 0 ? 0 : Math.Round(sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)], 2);
}
