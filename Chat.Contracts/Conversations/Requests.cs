namespace Chat.Contracts.Conversations;

public sealed record GetConversationsRequest
{
    public int? Limit { get; init; }

    /// <summary>The cursor that the page before gave.</summary>
    public string? Before { get; init; }

    public ConversationKind? Kind { get; init; }
}

public sealed record ConversationPage
{
    public required IReadOnlyList<Conversation> Conversations { get; init; }

    public string? Next { get; init; }
}

/// <summary>For every method that takes nothing but a conversation.</summary>
public sealed record ConversationRequest
{
    public required Guid ConversationId { get; init; }
}

public sealed record CreateConversationRequest
{
    public required ConversationKind Kind { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<Guid>? ParticipantIds { get; init; }
}

public sealed record RenameConversationRequest
{
    public required Guid ConversationId { get; init; }

    public required string Title { get; init; }
}

public sealed record AddParticipantsRequest
{
    public required Guid ConversationId { get; init; }

    public required IReadOnlyList<Guid> UserIds { get; init; }
}

public sealed record RemoveParticipantRequest
{
    public required Guid ConversationId { get; init; }

    public required Guid UserId { get; init; }
}

public sealed record MuteConversationRequest
{
    public required Guid ConversationId { get; init; }

    public required bool Muted { get; init; }
}

public sealed record GetParticipantsRequest
{
    public required Guid ConversationId { get; init; }

    public int? Limit { get; init; }

    public Guid? After { get; init; }
}

public sealed record ParticipantPage
{
    public required IReadOnlyList<Participant> Participants { get; init; }

    public Guid? Next { get; init; }
}
