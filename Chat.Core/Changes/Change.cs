using System.Text.Json.Serialization;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Core.Changes;

/// <summary>
/// One thing that happened and is on disk. What belongs to a conversation carries the revision it made; the changes of one
/// conversation are delivered in that order. Serialisable, since other nodes hear of it too.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(MessageAdded), "added")]
[JsonDerivedType(typeof(MessageChanged), "changed")]
[JsonDerivedType(typeof(ReadMarkMoved), "read")]
[JsonDerivedType(typeof(HistoryEmptied), "emptied")]
[JsonDerivedType(typeof(ConversationChanged), "conversation")]
[JsonDerivedType(typeof(ConversationDeleted), "deleted")]
[JsonDerivedType(typeof(OwnChanged), "own")]
public abstract record Change;

/// <summary>A change of a conversation.</summary>
public abstract record ConversationChange : Change
{
    [JsonIgnore]
    public abstract Guid Conversation { get; }

    [JsonIgnore]
    public abstract long At { get; }
}

public sealed record MessageAdded(Message Message) : ConversationChange
{
    public override Guid Conversation => Message.ConversationId;

    public override long At => Message.Revision;
}

/// <summary>Edited, deleted, reacted to, or of another status.</summary>
public sealed record MessageChanged(Message Message) : ConversationChange
{
    public override Guid Conversation => Message.ConversationId;

    public override long At => Message.Revision;
}

public sealed record ReadMarkMoved(ReadMoved Mark) : ConversationChange
{
    public override Guid Conversation => Mark.ConversationId;

    public override long At => Mark.Revision;
}

/// <summary>The messages up to a seq are gone for everybody.</summary>
public sealed record HistoryEmptied(HistoryCleared Cleared) : ConversationChange
{
    public override Guid Conversation => Cleared.ConversationId;

    public override long At => Cleared.Revision;
}

/// <summary>Made, renamed, or of other members. Everybody sees it with their own unread count, so each gets their own event.</summary>
public sealed record ConversationChanged(Guid ConversationId, long Revision, IReadOnlyList<Guid> Added, IReadOnlyList<Guid> Removed)
    : ConversationChange
{
    public override Guid Conversation => ConversationId;

    public override long At => Revision;
}

/// <summary>Gone for all who were in it.</summary>
public sealed record ConversationDeleted(Guid ConversationId, long Revision, IReadOnlyList<Guid> Members) : ConversationChange
{
    public override Guid Conversation => ConversationId;

    public override long At => Revision;
}

/// <summary>What concerns one member alone; it has the member's own revision and none of the conversation's.</summary>
public sealed record OwnChanged(Guid AccountId, OwnStateChanged State, bool Hidden) : Change;
