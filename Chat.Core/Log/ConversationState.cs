using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Core.Log;

/// <summary>A conversation as the lock shows it, and as the batch changes it.</summary>
public sealed class ConversationState
{
    /// <summary>With more members, nobody is shown the others' read marks.</summary>
    public const int MaxReceipts = 100;

    public const int MaxMembers = 10_000;

    public required Guid Id { get; init; }

    public required ConversationKind Kind { get; init; }

    public required string Title
    {
        get;
        set => (field, IsRearranged) = (value, true);
    }

    /// <summary>Its two members, for a private one: <see cref="Conversations.Pair"/>.</summary>
    public string? Pair { get; init; }

    public int MemberCount
    {
        get;
        set => (field, IsRearranged) = (value, true);
    }

    /// <summary><see cref="MemberCount"/> when the row was read, or with which it is made.</summary>
    public required int MembersBefore { get; init; }

    /// <summary>How many members deleted it for themselves.</summary>
    public int HiddenCount
    {
        get;
        set => (field, IsRearranged) = (value, true);
    }

    public long LastSeq { get; set; }

    public long Revision { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public bool IsNew { get; init; }

    public bool IsChanged { get; private set; }

    /// <summary>More than what every message changes: the last seq, the revision and the time.</summary>
    public bool IsRearranged { get; private set; }

    public bool IsDeleted { get; private set; }

    /// <summary>Every member comes back to it: somebody wrote.</summary>
    public bool IsShownAgain { get; private set; }

    /// <summary>Those that the batch asked for, also those who left in it.</summary>
    public Dictionary<Guid, MemberState> Members { get; } = [];

    /// <summary>Messages that this batch adds.</summary>
    public List<Message> Added { get; } = [];

    /// <summary>By the count before the batch: what else must be read was chosen by it.</summary>
    public bool HasReceipts => MembersBefore <= MaxReceipts;

    /// <summary>As it was read: nothing is changed yet.</summary>
    public void Restore(long revision) => (Revision, IsRearranged) = (revision, false);

    public MemberState? Member(Guid accountId) =>
        Members.GetValueOrDefault(accountId) is { Change: not MemberChange.Left } member ? member : null;

    /// <summary>One more change that members see.</summary>
    public long Change()
    {
        IsChanged = true;
        return ++Revision;
    }

    /// <summary>A change of the row that has no revision.</summary>
    public void Touch() => IsChanged = true;

    /// <summary>The messages so far are removed; the seq goes on where it is.</summary>
    public long EmptiedUpToSeq { get; private set; }

    public void Empty()
    {
        (EmptiedUpToSeq, IsChanged) = (LastSeq, true);
        Added.Clear();
    }

    public void Delete() => (IsDeleted, IsChanged) = (true, true);

    public void ShowAgain()
    {
        if (HiddenCount is 0) { return; }
        (HiddenCount, IsShownAgain, IsChanged) = (0, true, true);
        foreach (var member in Members.Values) { member.Hidden = false; }
    }

    /// <summary>What the member wrote after a seq, without counting what is on disk.</summary>
    public long OwnAfter(MemberState member, long seq)
    {
        var added = Added.Count(message => message.SenderId == member.AccountId && message.Seq > seq);
        return member.OwnSentBefore - member.OwnUpTo.GetValueOrDefault(seq) + added;
    }
}
