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
