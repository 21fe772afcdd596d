using System.Diagnostics.Metrics;

namespace Chat.Data.Log;

/// <summary>The log's figures, on the meter <c>Chat</c>.</summary>
internal sealed class LogMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _operations;
    private readonly Histogram<double> _commits;

    public LogMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Chat");
        _operations = _meter.CreateCounter<long>("chat.log.operations", description: "Operations that the log committed or refused.");
        _commits = _meter.CreateHistogram<double>("chat.log.commits", "s", "Time of the log's transactions.");
    }

    public void Committed(int operations, TimeSpan elapsed)
    {
        _operations.Add(operations);
        _commits.Record(elapsed.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();
}
