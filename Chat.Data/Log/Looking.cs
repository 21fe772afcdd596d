namespace Chat.Data.Log;

/// <summary>
/// Whether a batch first asks what its senders sent before under the same names. Nearly nothing is sent twice, and what is
/// finds the index of names in its way: then all is looked for, for a while. Whoever repeats things on purpose gains no more by it.
/// </summary>
internal sealed class Looking(TimeProvider clock)
{
    private static readonly TimeSpan s_while = TimeSpan.FromSeconds(10);

    private long? _since;

    public bool IsOn => _since is { } since && clock.GetElapsedTime(since) < s_while;

    public void Begin() => _since = clock.GetTimestamp();
}
