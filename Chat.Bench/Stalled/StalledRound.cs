using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Measuring;

namespace Chat.Bench.Stalled;

/// <summary>What the readers of one round waited, and what the server held for those who did not read.</summary>
internal sealed record StalledFigures(double P50, double P99, double Most, long MemoryGrown, OutboxFigures Outboxes);

/// <summary>
/// One member says something at a steady pace; everybody hears the same messages in the same order, so that the tenth that a reader
/// hears is the tenth that was sent, and its way can be timed without a clock in it.
/// </summary>
internal sealed class StalledRound : IRound
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Long enough that a reader's socket is full within a second or two.</summary>
    private static readonly string s_words = string.Concat(Enumerable.Repeat("The order left our warehouse this morning. ", 92));

    private readonly Member[] _readers;
    private readonly Member[] _stalled;
    private readonly Dictionary<Member, Ear> _ears;
    private readonly long[] _sentAt = new long[4_096];
    private volatile Exception? _failure;
    private int _sent;
    private int _from = int.MaxValue;

    public StalledRound(Crowd crowd, int stalled)
    {
        _stalled = [.. crowd.Members.Where((_, at) => IsStalled(at, crowd.Members.Length, stalled))];
        _readers = [.. crowd.Members.Except(_stalled)];
        _ears = _readers.ToDictionary(reader => reader, _ => new Ear());
    }

    /// <summary>Spread over the whole, as chance would.</summary>
    public static bool IsStalled(int at, int members, int stalled) => stalled > 0 && at % (members / stalled) == (members / stalled) - 1;

    public async Task<StalledFigures> RunAsync(TimeSpan warmUp, TimeSpan measured, OutboxWatch watch, int serverId, CancellationToken cancellationToken)
    {
        foreach (var reader in _readers) { reader.Round = this; }
        foreach (var member in _stalled) { member.Stall(); }

        var before = ProcessTimes.AnonymousBytes(serverId);
        await SayAsync(warmUp, cancellationToken);
        _from = _sent;
        await watch.BeginAsync(cancellationToken);
        await SayAsync(measured, cancellationToken);
        var outboxes = await watch.EndAsync(cancellationToken);
        var grown = ProcessTimes.AnonymousBytes(serverId) - before;
        await EndAsync(cancellationToken);
        var values = _ears.Values.SelectMany(ear => ear.Milliseconds).ToArray();
        return new(Numbers.Percentile(values, 50), Numbers.Percentile(values, 99), values[^1], grown, outboxes);
    }

    public void Hear(Member member, Heard heard, long now)
    {
        if (heard.Refusals > 0) { Lost(new InvalidDataException("The server refused a message.")); }
        var ear = _ears[member];
        for (var time = 0; time < heard.Deliveries; time++)
        {
            var number = ear.Heard++;
            if (number >= _from) { ear.Milliseconds.Add(Stopwatch.GetElapsedTime(_sentAt[number], now).TotalMilliseconds); }
        }
    }

    public void Lost(Exception failure) => _failure ??= failure;

    private async Task SayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var message = _readers[0].Saying(s_words);
        using var timer = new PeriodicTimer(s_pace);
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < time;)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            _sentAt[_sent++] = Stopwatch.GetTimestamp();
            _readers[0].Send(message);
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (_ears.Values.Any(ear => ear.Heard < _sent) && Stopwatch.GetElapsedTime(since) < s_patience) { await Task.Delay(50, cancellationToken); }

        foreach (var reader in _readers) { reader.Round = null; }

        if (_failure is { } failure) { throw new InvalidOperationException("A round was spoiled.", failure); }
        if (_ears.Values.Count(ear => ear.Heard < _sent) is > 0 and var deaf) { throw new InvalidOperationException($"{deaf} readers did not hear all."); }
    }

    /// <summary>What one reader heard; only the thread that reads its socket writes here.</summary>
    private sealed class Ear
    {
        public int Heard { get; set; }

        public List<double> Milliseconds { get; } = [];
    }
}
