namespace Chat.Assistant.Models;

/// <summary>Leaves a model alone for a while after it failed several times in a row; then one request tries whether it is back.</summary>
internal sealed class CircuitBreaker(TimeProvider clock)
{
    public const int Failures = 3;

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _failures;
    private long _openedAt;
    private bool _isTrying;

    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failures < Failures) { return true; }
            if (_isTrying || clock.GetElapsedTime(_openedAt) < Pause) { return false; }
            return _isTrying = true;
        }
    }

    public void Worked()
    {
        lock (_lock) { (_failures, _isTrying) = (0, false); }
    }

    /// <summary>Neither good nor bad: whoever asked went away.</summary>
    public void Left()
    {
        lock (_lock) { _isTrying = false; }
    }

    /// <summary>Says whether this was the one that opened it.</summary>
    public bool Failed()
    {
        lock (_lock)
        {
            _isTrying = false;
            if (++_failures < Failures) { return false; }
            _openedAt = clock.GetTimestamp();
            return _failures is Failures;
        }
    }
}
