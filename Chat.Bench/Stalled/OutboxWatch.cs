using System.Globalization;

namespace Chat.Bench.Stalled;

/// <summary>What Chat's own <c>/metrics</c> said of its slow readers; nothing for servers that say nothing.</summary>
internal sealed record OutboxFigures(double Waiting, double MostQueuedBytes, double Overflows);

/// <summary>Asks <c>/metrics</c> once a second while a round runs, as a monitor would.</summary>
internal sealed class OutboxWatch(int? port) : IDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new();
    private readonly List<OutboxFigures> _looks = [];
    private CancellationTokenSource _end = new();
    private Task _watching = Task.CompletedTask;
    private OutboxFigures _before = new(0, 0, 0);

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _looks.Clear();
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _before = await LookAsync(cancellationToken);
        _watching = WatchAsync(_end.Token);
    }

    /// <summary>The most of each; of the overflows, those since the begin.</summary>
    public async Task<OutboxFigures> EndAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _looks.Add(await LookAsync(cancellationToken));
        return new(_looks.Max(look => look.Waiting), _looks.Max(look => look.MostQueuedBytes), _looks[^1].Overflows - _before.Overflows);
    }

    public void Dispose()
    {
        _end.Dispose();
        _http.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_every);
        while (await timer.WaitForNextTickAsync(cancellationToken)) { _looks.Add(await LookAsync(cancellationToken)); }
    }

    private async Task<OutboxFigures> LookAsync(CancellationToken cancellationToken)
    {
        if (port is null) { return new(0, 0, 0); }
        var lines = (await _http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), cancellationToken)).Split('\n');
        return new(Value(lines, "chat_outbox_waiting "), Value(lines, "chat_outbox_queued_bytes "), Value(lines, "chat_outbox_overflows_total "));
    }

    /// <summary>A counter that nothing was counted with yet is not there.</summary>
    private static double Value(string[] lines, string name) =>
        Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) is { } line ? double.Parse(line.AsSpan(name.Length), CultureInfo.InvariantCulture) : 0;
}
