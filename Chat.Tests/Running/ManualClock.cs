namespace Chat.Tests.Running;

/// <summary>A clock that stands still until a test moves it; its timers fire on the way.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) { return _now; }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (TakeDue(until) is { } due) { due(); }

        lock (_lock) { _now = until; }
    }

    /// <summary>Moves on in half seconds until it is done; loops that wait for the clock get their turn in between.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> done, CancellationToken cancellationToken)
    {
        while (!done.IsCompleted)
        {
            Advance(TimeSpan.FromMilliseconds(500));
            await Task.WhenAny(done, Task.Delay(10, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await done;
    }

    private Action? TakeDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            if (next is null) { return null; }
            _now = next.DueAt > _now ? next.DueAt : _now;
            next.Pass();
            return next.Callback;
        }
    }

    private sealed class Timer(ManualClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public Action Callback { get; } = callback;

        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _period = period;
                DueAt = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock._now + dueTime;
                if (dueTime >= TimeSpan.Zero) { clock._timers.Add(this); }
                return true;
            }
        }

        public void Pass()
        {
            if (_period > TimeSpan.Zero) { DueAt += _period; } else { clock._timers.Remove(this); }
        }

        public void Dispose()
        {
            lock (clock._lock) { clock._timers.Remove(this); }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
