using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Sync;

namespace Chat.Core.Log;

/// <summary>A member as the lock shows them, and as the batch changes them.</summary>
public sealed class MemberState
{
    public required Guid ConversationId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Absent for the members of a conversation that is made in this batch: nobody can write there yet.</summary>
    public User? User { get; init; }

    public required ParticipantRole Role { get; set; }

    public required DateTimeOffset JoinedAt { get; init; }

    public long LastReadSeq { get; set; }

    public long ClearedUpToSeq { get; set; }

    /// <summary>Own messages after <see cref="SeenUpTo"/>: with it, what is unread needs no counting.</summary>
    public long OwnSent { get; set; }

    public bool Muted { get; set; }

    /// <summary>A private conversation that this member deleted, until the next message.</summary>
    public bool Hidden { get; set; }

    /// <summary>The member's own counter at the last change that concerned them alone.</summary>
    public long OwnRevision { get; set; }

    public MemberChange Change { get; set; }

    public long SeenUpTo => Math.Max(LastReadSeq, ClearedUpToSeq);

    /// <summary>Own messages between what was seen when the row was read and a seq, by that seq.</summary>
    public Dictionary<long, long> OwnUpTo { get; } = [];

    /// <summary><see cref="OwnSent"/> when the row was read.</summary>
    public long OwnSentBefore { get; init; }

    public void Touch()
    {
        if (Change is MemberChange.None or MemberChange.Wrote) { Change = MemberChange.Changed; }
    }

    /// <summary>One more own message, which is nearly all that ever changes.</summary>
    public void Write()
    {
        OwnSent++;
        if (Change is MemberChange.None) { Change = MemberChange.Wrote; }
    }

    public OwnState ToOwnState() => new()
    {
        ConversationId = ConversationId,
        Muted = Muted,
        ClearedUpToSeq = ClearedUpToSeq,
        LastReadSeq = LastReadSeq,
    };
}

public enum MemberChange
{
    None,
    Joined,

    /// <summary>Nothing but <see cref="MemberState.OwnSent"/>.</summary>
    Wrote,
    Changed,
    Left,
}
