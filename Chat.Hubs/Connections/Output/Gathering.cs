namespace Chat.Hubs.Connections.Output;

/// <summary>
/// While one thread tells many connections of several things, what it writes is held, so that each connection's goes out in one piece
/// when all is told. Begun and ended on one thread, with nothing awaited between.
/// </summary>
internal sealed class Gathering
{
    /// <summary>Written out by one thread of the pool, one after the other; none of them waits for its reader.</summary>
    private const int Together = 16;

    [ThreadStatic]
    private static Gathering? t_here;

    private readonly List<GatheredOutput> _held = [];
    private bool _isHolding;

    public static void Begin() => (t_here ??= new())._isHolding = true;

    public static void End()
    {
        if (t_here is not { } here) { return; }
        here._isHolding = false;
        here.LetGo();
    }

    /// <summary>False where nothing is held.</summary>
    public static bool Holds(GatheredOutput output)
    {
        if (t_here is not { _isHolding: true } here) { return false; }
        here._held.Add(output);
        return true;
    }

    private void LetGo()
    {
        for (var at = 0; at < _held.Count; at += Together)
        {
            var some = _held.GetRange(at, Math.Min(Together, _held.Count - at));
            ThreadPool.UnsafeQueueUserWorkItem(new Some(some), preferLocal: false);
        }

        _held.Clear();
    }

    private sealed class Some(List<GatheredOutput> outputs) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            foreach (IThreadPoolWorkItem output in outputs) { output.Execute(); }
        }
    }
}
