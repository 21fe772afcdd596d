using System.Collections.Concurrent;

namespace Chat.Tests.Client;

/// <summary>Waits of less than half a minute are over at once and remembered; long ones, which only guard against silence, never end.</summary>
internal sealed class HastyClock : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(29);

    private readonly ConcurrentQueue<TimeSpan> _waited = new();

    public IReadOnlyCollection<TimeSpan> Waited => _waited;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isShort = dueTime >= TimeSpan.Zero && dueTime <= Short && period == Timeout.InfiniteTimeSpan;
        if (isShort) { _waited.Enqueue(dueTime); }
        return base.CreateTimer(callback, state, isShort ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
