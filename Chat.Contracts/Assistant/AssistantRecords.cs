namespace Chat.Contracts.Assistant;

/// <summary>A text that the assistant wrote for the caller alone.</summary>
public sealed record DraftText
{
    public required string Content { get; init; }
}

public sealed record ConversationPrompt
{
    public required Guid ConversationId { get; init; }

    public required string Prompt { get; init; }
}
