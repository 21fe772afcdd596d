namespace Chat.Tests.Fakes;

/// <summary>Time stands still until the test moves it, however slow the machine is; timers run as ever, so that a whole server can live by it.</summary>
public sealed class StillClock : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private long _moved;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Interlocked.Read(ref _moved));

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);
}
