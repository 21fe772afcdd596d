namespace Chat.Client.Connecting;

/// <summary>How long to wait before the next attempt. Spread, so that a server that comes back is not met by everybody at once.</summary>
public sealed record ReconnectPolicy
{
    private static readonly TimeSpan[] Usual =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
    ];

    /// <summary>One after the other; the last one from then on.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } = Usual;

    /// <summary>The part of a delay by which it may be shorter or longer.</summary>
    public double Spread { get; init; } = 0.3;

    public Random Random { get; init; } = Random.Shared;

    /// <param name="failures">How many attempts failed since the last good one.</param>
    public TimeSpan After(int failures)
    {
        var delay = Delays[Math.Clamp(failures - 1, 0, Delays.Count - 1)];
        return delay * (1 + (Spread * ((2 * Random.NextDouble()) - 1)));
    }
}
