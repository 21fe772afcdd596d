namespace Chat.Client;

/// <summary>What is different now. What it is now is asked of the client.</summary>
public sealed record ChatChange
{
    /// <summary>Conversations that changed, came or went.</summary>
    public IReadOnlyList<Guid> Conversations { get; init; } = [];

    /// <summary>The message of the outbox that changed, by its <c>clientMessageId</c>.</summary>
    public string? Outgoing { get; init; }
}
