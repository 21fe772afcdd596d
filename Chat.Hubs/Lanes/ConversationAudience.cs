using Chat.Core.Changes;

namespace Chat.Hubs.Lanes;

/// <summary>
/// Who hears of a conversation, and how far they have been told on this node. Changed only by the one shard that the conversation
/// belongs to; <see cref="Members"/> may be read by anybody.
/// </summary>
internal sealed class ConversationAudience(Guid[] members, long membersRevision, long last)
{
    /// <summary>Somebody asked for the members before anything was told.</summary>
    public const long NothingTold = -1;

    private volatile Guid[] _members = members;
    private long _membersRevision = membersRevision;
    private long _usedAt;

    public Guid[] Members => _members;

    /// <summary>The revision whose change was delivered last; the next one must be the one after it.</summary>
    public long Last { get; set; } = last;

    /// <summary>The newest message delivered, or zero when none was yet.</summary>
    public long LastSeq { get; set; }

    /// <summary>
    /// The first change is taken as it is: it may have been committed before the members were read, and told only now. Past the ones that
    /// they were read with there is a hole, in which they may have changed.
    /// </summary>
    public void BeginAt(long revision)
    {
        if (Last is NothingTold) { Last = Math.Min(revision - 1, _membersRevision); }
    }

    public long UsedAt => Volatile.Read(ref _usedAt);

    public void Use(long now) => Volatile.Write(ref _usedAt, now);

    /// <summary>What was read from the database may already hold a change that comes only now.</summary>
    public void Change(ConversationChanged change)
    {
        if (change.Revision <= _membersRevision) { return; }
        _membersRevision = change.Revision;
        if (change.Added.Count is 0 && change.Removed.Count is 0) { return; }
        _members = [.. _members.Except(change.Removed).Union(change.Added)];
    }

    public void Replace(Guid[] members, long revision) => (_members, _membersRevision) = (members, revision);
}
