namespace Chat.Hubs.Connections;

/// <summary>
/// A call that may end the session of its own connection. The connection is closed for that a moment later than others, so that the answer
/// gets out. Calls that follow soon share the first one's moment: asking on and on keeps no connection open.
/// </summary>
internal sealed class LastAnswer(TimeProvider clock) : IDisposable
{
    // Longer than an answer takes to the socket, and with the sweep's period less than the second in which a session's end is felt.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private const long UnderWay = 0;
    private long _answeredAt = UnderWay;

    /// <summary>Whatever becomes of its session, the connection is not wanted any more.</summary>
    public bool IsGoodbye { get; set; }

    public bool IsOut => Volatile.Read(ref _answeredAt) is not UnderWay and var at && clock.GetElapsedTime(at) >= Moment;

    public void Dispose() => Interlocked.CompareExchange(ref _answeredAt, Math.Max(clock.GetTimestamp(), UnderWay + 1), UnderWay);
}
