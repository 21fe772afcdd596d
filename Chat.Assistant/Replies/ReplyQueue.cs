namespace Chat.Assistant.Replies;

/// <summary>
/// Whose reply is next: among the users who wait, the one who was served the longest ago, so that a hundred questions of one do not
/// hold up another's first. A conversation has one reply at a time. Not safe for threads.
/// </summary>
internal sealed class ReplyQueue(int maxRunning, int maxRunningPerUser)
{
    private readonly List<ReplyRun> _waiting = [];
    private readonly List<ReplyRun> _running = [];
    private readonly Dictionary<Guid, long> _served = [];
    private long _turn;

    public int Waiting => _waiting.Count;

    public int Running => _running.Count;

    public IEnumerable<ReplyRun> All => _running.Concat(_waiting);

    public int WaitingOf(Guid askerId) => _waiting.Count(run => run.AskerId == askerId);

    /// <summary>How many wait before it; null once it runs.</summary>
    public int? AheadOf(ReplyRun run) => _waiting.IndexOf(run) is >= 0 and var at ? at : null;

    public void Add(ReplyRun run) => _waiting.Add(run);

    /// <summary>The next one that may be written now; it counts as running from here on.</summary>
    public ReplyRun? Take()
    {
        if (_running.Count >= maxRunning || _waiting.Count is 0) { return null; }
        var next = _waiting.Where(MayRun).MinBy(run => _served.GetValueOrDefault(run.AskerId));
        if (next is null) { return null; }
        _waiting.Remove(next);
        _running.Add(next);
        _served[next.AskerId] = ++_turn;
        return next;
    }

    public bool RemoveWaiting(ReplyRun run) => _waiting.Remove(run);

    public void End(ReplyRun run)
    {
        _running.Remove(run);

        // Whoever neither waits nor runs is as new as a stranger.
        if (!All.Any(other => other.AskerId == run.AskerId)) { _served.Remove(run.AskerId); }
    }

    private bool MayRun(ReplyRun run) =>
        _running.Count(other => other.AskerId == run.AskerId) < maxRunningPerUser && _running.TrueForAll(other => other.ConversationId != run.ConversationId);
}
