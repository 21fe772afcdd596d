using System.Diagnostics.Metrics;
using Chat.Assistant.Models;

namespace Chat.Assistant;

/// <summary>The assistant's figures, on the meter <c>Chat</c>.</summary>
internal sealed class AssistantMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _replies;
    private readonly Histogram<double> _firstTokens;
    private readonly Counter<long> _tokens;

    public AssistantMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Chat");
        _replies = _meter.CreateHistogram<double>("chat.assistant.replies", "s", "Time of whole replies by model and status.");
        _firstTokens = _meter.CreateHistogram<double>("chat.assistant.first_tokens", "s", "Time from a question to the first word of its reply.");
        _tokens = _meter.CreateCounter<long>("chat.assistant.tokens", description: "Tokens that models took in and gave out.");
    }

    public void Observe(Func<int> running, Func<int> waiting)
    {
        _meter.CreateObservableGauge("chat.assistant.running", running, description: "Replies that are being written.");
        _meter.CreateObservableGauge("chat.assistant.waiting", waiting, description: "Replies that wait for their turn.");
    }

    public void Replied(ModelTurn turn, string status, TimeSpan elapsed, TimeSpan? first)
    {
        _replies.Record(elapsed.TotalSeconds, new("model", turn.Model), new("status", status));
        if (first is { } time) { _firstTokens.Record(time.TotalSeconds, new KeyValuePair<string, object?>("model", turn.Model)); }
        Used(turn);
    }

    public void Used(ModelTurn turn)
    {
        _tokens.Add(turn.TokensIn, new("model", turn.Model), new("direction", "in"));
        _tokens.Add(turn.TokensOut, new("model", turn.Model), new("direction", "out"));
    }

    public void Dispose() => _meter.Dispose();
}
