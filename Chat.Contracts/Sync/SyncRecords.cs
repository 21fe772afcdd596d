using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Contracts.Sync;

public sealed record SyncRequest
{
    /// <summary>What the client has. Conversations not named here come whole.</summary>
    public required IReadOnlyList<KnownConversation> Known { get; init; }

    public long? OwnRevision { get; init; }

    /// <summary>Messages of one answer.</summary>
    public int? Limit { get; init; }
}

public sealed record KnownConversation
{
    public required Guid ConversationId { get; init; }

    public required long Revision { get; init; }
}

/// <summary>A page of what changed. While <see cref="More"/>, ask again with what is known by then.</summary>
public sealed record SyncPage
{
    public required IReadOnlyList<SyncedConversation> Conversations { get; init; }

    /// <summary>Known conversations that the caller no longer takes part in.</summary>
    public required IReadOnlyList<Guid> Removed { get; init; }

    public required IReadOnlyList<OwnState> Own { get; init; }

    public required long OwnRevision { get; init; }

    public required bool More { get; init; }
}

public sealed record SyncedConversation
{
    /// <summary>Its <c>revision</c> is the one up to which this page is whole; the rest of it is as it stands now.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>Every message that changed since, in the order of their revisions, deleted ones as empty shells.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }
}

/// <summary>What concerns one member alone.</summary>
public sealed record OwnState
{
    public required Guid ConversationId { get; init; }

    public required bool Muted { get; init; }

    public required long ClearedUpToSeq { get; init; }

    public required long LastReadSeq { get; init; }
}

public sealed record OwnStateChanged
{
    public required OwnState Own { get; init; }

    /// <summary>Rises by one for each change of any own state of the user.</summary>
    public required long OwnRevision { get; init; }
}
