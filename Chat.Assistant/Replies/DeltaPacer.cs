namespace Chat.Assistant.Replies;

/// <summary>Tells a growing text in pieces, at once when nothing was told lately and else every 50 ms: 20 a second, however fast the model is.</summary>
internal sealed class DeltaPacer : IDisposable
{
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly ReplyText _text;
    private readonly Action<int, string> _tell;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private int _told;
    private long? _toldAt;
    private bool _isArmed;
    private bool _isOver;

    public DeltaPacer(ReplyText text, Action<int, string> tell, TimeProvider clock)
    {
        (_text, _tell, _clock) = (text, tell, clock);
        _timer = clock.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Wrote()
    {
        lock (_lock)
        {
            if (_isArmed || _isOver) { return; }
            var left = _toldAt is { } at ? Pace - _clock.GetElapsedTime(at) : TimeSpan.Zero;
            if (left <= TimeSpan.Zero)
            {
                Tell();
                return;
            }

            _isArmed = true;
            _timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Nothing more is told: the finished message says the rest.</summary>
    public void Dispose()
    {
        lock (_lock) { _isOver = true; }

        _timer.Dispose();
    }

    private void OnTime()
    {
        lock (_lock)
        {
            _isArmed = false;
            if (!_isOver) { Tell(); }
        }
    }

    private void Tell()
    {
        var piece = _text.From(_told);
        if (piece.Length is 0) { return; }
        _tell(_told, piece);
        _told += piece.Length;
        _toldAt = _clock.GetTimestamp();
    }
}
