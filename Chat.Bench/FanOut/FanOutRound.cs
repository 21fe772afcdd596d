using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Measuring;

namespace Chat.Bench.FanOut;

/// <summary>What one round found.</summary>
internal sealed record FanOutFigures(double PerSecond, double ServerMicroseconds, double DatabaseMicroseconds);

/// <summary>
/// A few members of one conversation send; a message goes out when the deliveries of an earlier one are all there, so that no
/// server is asked for more than it can deliver.
/// </summary>
internal sealed class FanOutRound(Crowd crowd, int senders, int inFlight, int serverId, int databaseId) : IRound
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly long _members = crowd.Members.Length;
    private volatile bool _isOver;
    private volatile Exception? _failure;
    private long _delivered;
    private long _sent;

    public async Task<FanOutFigures> RunAsync(TimeSpan warmUp, TimeSpan measured, CancellationToken cancellationToken)
    {
        foreach (var member in crowd.Members) { member.Round = this; }

        var (server, database) = (ProcessTimes.Of(serverId), ProcessTimes.OfFamily(databaseId));
        for (var message = 0; message < inFlight; message++) { SendNext(); }

        await Task.Delay(warmUp, cancellationToken);
        var (before, since) = (Interlocked.Read(ref _delivered), Stopwatch.GetTimestamp());
        await Task.Delay(measured, cancellationToken);
        var perSecond = (Interlocked.Read(ref _delivered) - before) / Stopwatch.GetElapsedTime(since).TotalSeconds;
        await EndAsync(cancellationToken);
        return new(
            perSecond, (ProcessTimes.Of(serverId) - server).TotalMicroseconds / _delivered,
            (ProcessTimes.OfFamily(databaseId) - database).TotalMicroseconds / _delivered);
    }

    public void Hear(Member member, Heard heard, long now)
    {
        if (heard.Refusals > 0) { Lost(new InvalidDataException("The server refused a message.")); }
        if (heard.Deliveries == 0) { return; }
        var after = Interlocked.Add(ref _delivered, heard.Deliveries);
        for (var whole = (after - heard.Deliveries) / _members; whole < after / _members && !_isOver; whole++) { SendNext(); }
    }

    public void Lost(Exception failure) => _failure ??= failure;

    private void SendNext()
    {
        var number = Interlocked.Increment(ref _sent);
        crowd.Members[number % senders * (_members / senders)].Send(1);
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        _isOver = true;
        var since = Stopwatch.GetTimestamp();
        while (Interlocked.Read(ref _delivered) < Interlocked.Read(ref _sent) * _members && Stopwatch.GetElapsedTime(since) < s_patience)
        {
            await Task.Delay(50, cancellationToken);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        foreach (var member in crowd.Members) { member.Round = null; }

        if (_failure is { } failure) { throw new InvalidOperationException("A round was spoiled.", failure); }
        if (_delivered != _sent * _members) { throw new InvalidOperationException($"{_delivered} of {_sent * _members} deliveries came."); }
    }
}
