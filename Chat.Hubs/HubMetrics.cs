using System.Diagnostics.Metrics;

namespace Chat.Hubs;

/// <summary>The hub's counters, on the meter <c>Chat</c>.</summary>
public sealed class HubMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _calls;
    private readonly Counter<long> _refusedEarly;
    private readonly UpDownCounter<long> _connections;

    public HubMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Chat");
        _calls = _meter.CreateHistogram<double>("chat.hub.calls", "s", "Time of hub calls by method and outcome.");
        _refusedEarly = _meter.CreateCounter<long>("chat.hub.refused_before_dispatch", description: "Hub calls refused before dispatch, by code.");
        _connections = _meter.CreateUpDownCounter<long>("chat.hub.connections", description: "Open hub connections.");
    }

    public void Called(string method, string outcome, TimeSpan elapsed) =>
        _calls.Record(elapsed.TotalSeconds, new("method", method), new("outcome", outcome));

    public void RefusedBeforeDispatch(string code) => _refusedEarly.Add(1, new KeyValuePair<string, object?>("code", code));

    public void ConnectionsChanged(int by) => _connections.Add(by);

    public void Dispose() => _meter.Dispose();
}
