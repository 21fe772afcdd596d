namespace Chat.Core.Sync;

/// <summary>A conversation that changed since what a device knows of it.</summary>
public readonly record struct SyncGap(Guid ConversationId, long From, long Revision, long LastSeq, long ClearedUpToSeq)
{
    /// <summary>At most so many messages changed: each change is of one, and each message counts once.</summary>
    public long MessagesAtMost => Math.Min(Revision - From, Math.Max(0, LastSeq - ClearedUpToSeq));
}

/// <summary>Which conversations fit into a page, and how many messages are read of each.</summary>
public static class SyncBudget
{
    // Each comes with up to 50 participants; a page stays within a megabyte or two.
    private const int MaxConversations = 100;

    public static IReadOnlyList<(SyncGap Gap, int Limit)> Fill(IEnumerable<SyncGap> gaps, int limit)
    {
        var page = new List<(SyncGap, int)>();
        long left = limit;
        foreach (var gap in gaps)
        {
            if (left <= 0 || page.Count == MaxConversations) { break; }
            page.Add((gap, (int)Math.Min(left, gap.MessagesAtMost)));
            left -= gap.MessagesAtMost;
        }

        return page;
    }
}
