namespace Chat.Hubs.Connections;

/// <summary>A token bucket: so many calls at once, so many a second after that.</summary>
public sealed class CallBudget(double burst, double perSecond, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _left = burst;
    private long _at = clock.GetTimestamp();

    /// <summary>How long to wait, or null when the call may be made.</summary>
    public TimeSpan? Spend(double cost)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _left = Math.Min(burst, _left + (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            if (_left < cost) { return TimeSpan.FromSeconds((cost - _left) / perSecond); }
            _left -= cost;
            return null;
        }
    }
}
