using Chat.Contracts.Accounts;

namespace Chat.Contracts.Messages;

public sealed record HistoryCleared
{
    public required Guid ConversationId { get; init; }

    public required long UpToSeq { get; init; }

    public required long Revision { get; init; }
}

public sealed record UserTyping
{
    public required Guid ConversationId { get; init; }

    public required User User { get; init; }

    public required bool IsTyping { get; init; }
}

public sealed record ReadMoved
{
    public required Guid ConversationId { get; init; }

    public required Guid UserId { get; init; }

    public required long Seq { get; init; }

    public required long Revision { get; init; }
}

public sealed record ConversationRemoved
{
    public required Guid ConversationId { get; init; }
}

/// <summary>The next piece of a reply that is being written.</summary>
public sealed record MessageDelta
{
    public required Guid ConversationId { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>
    /// Where the piece begins, in UTF-16 code units, as JavaScript, Dart and C# count. What is known beyond it is skipped; where
    /// something before it is missing, <c>GetMessages</c> gives the text so far.
    /// </summary>
    public required int Offset { get; init; }

    public required string Text { get; init; }

    /// <summary>
    /// Of the message whose text it continues. A reply that is written again has a higher one, and begins anew: a piece of a lower
    /// one than the message's is left out, one of a higher waits for its message. Older servers do not say it.
    /// </summary>
    public long? Revision { get; init; }
}
