namespace Chat.Hubs.Connections;

/// <summary>A token bucket: so many calls at once, so many a second after that.</summary>
public sealed class CallBudget(double burst, double perSecond, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _spent;
    private long _at;

    /// <summary>How long to wait, or null when the call may be made.</summary>
    public TimeSpan? Spend(double cost)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _spent = Math.Max(0, _spent - (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            var over = _spent + cost - burst;
            if (over > 0) { return TimeSpan.FromSeconds(over / perSecond); }
            _spent += cost;
            return null;
        }
    }
}
