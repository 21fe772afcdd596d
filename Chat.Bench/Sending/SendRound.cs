using System.Collections.Concurrent;
using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Measuring;

namespace Chat.Bench.Sending;

/// <summary>What one round found.</summary>
internal sealed record SendFigures(double PerSecond, double P50, double P99, double ServerMicroseconds, double DatabaseMicroseconds);

/// <summary>Everybody sends, and sends the next one when one is acknowledged, so that the same number is always on its way.</summary>
internal sealed class SendRound(Crowd crowd, int inFlight, int serverId, int databaseId) : IRound
{
    private readonly ConcurrentBag<double> _milliseconds = [];
    private volatile bool _isMeasuring;
    private volatile bool _isOver;
    private volatile Exception? _failure;
    private long _answered;
    private long _onTheWay;

    public async Task<SendFigures> RunAsync(TimeSpan warmUp, TimeSpan measured, CancellationToken cancellationToken)
    {
        var (server, database) = (ProcessTimes.Of(serverId), ProcessTimes.OfFamily(databaseId));
        Interlocked.Add(ref _onTheWay, inFlight * crowd.Members.Length);
        foreach (var member in crowd.Members)
        {
            member.Round = this;
            member.Send(inFlight);
        }

        await Task.Delay(warmUp, cancellationToken);
        _isMeasuring = true;
        var since = Stopwatch.GetTimestamp();
        await Task.Delay(measured, cancellationToken);
        _isMeasuring = false;
        var perSecond = _milliseconds.Count / Stopwatch.GetElapsedTime(since).TotalSeconds;
        await EndAsync(cancellationToken);
        var values = _milliseconds.ToArray();
        return new(
            perSecond, Numbers.Percentile(values, 50), Numbers.Percentile(values, 99),
            (ProcessTimes.Of(serverId) - server).TotalMicroseconds / _answered, (ProcessTimes.OfFamily(databaseId) - database).TotalMicroseconds / _answered);
    }

    public void Hear(Member member, Heard heard, long now)
    {
        if (heard.Answers.Count == 0) { return; }
        if (heard.Refusals > 0) { Lost(new InvalidDataException("The server refused a message.")); }
        Interlocked.Add(ref _answered, heard.Answers.Count);
        if (_isMeasuring)
        {
            foreach (var number in heard.Answers) { _milliseconds.Add(member.Since(number, now).TotalMilliseconds); }
        }

        if (_isOver) { Interlocked.Add(ref _onTheWay, -heard.Answers.Count); }
        else { member.Send(heard.Answers.Count); }
    }

    public void Lost(Exception failure) => _failure ??= failure;

    /// <summary>Until both do next to nothing for a second: nobody's leftovers are done at the cost of who comes next.</summary>
    private async Task RestAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(2.5), cancellationToken);
        for (var second = 0; second < 60; second++)
        {
            var before = ProcessTimes.Of(serverId) + ProcessTimes.OfFamily(databaseId);
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            if ((ProcessTimes.Of(serverId) + ProcessTimes.OfFamily(databaseId) - before).TotalMilliseconds < 60) { return; }
        }
    }

    /// <summary>What is on its way is waited for, and so is the work that a server puts off until it is quiet.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        _isOver = true;
        for (var waited = 0; waited < 50 && Interlocked.Read(ref _onTheWay) > 0; waited++) { await Task.Delay(100, cancellationToken); }

        await RestAsync(cancellationToken);
        foreach (var member in crowd.Members) { member.Round = null; }

        if (_failure is { } failure) { throw new InvalidOperationException("A round was spoiled.", failure); }
        if (_onTheWay > 0) { throw new InvalidOperationException($"{_onTheWay} messages were never acknowledged."); }
    }
}
