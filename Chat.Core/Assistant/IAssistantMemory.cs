namespace Chat.Core.Assistant;

/// <summary>What the assistant keeps of a conversation beside its messages.</summary>
public interface IAssistantMemory
{
    Task<ConversationMemory> ReadAsync(Guid conversationId, CancellationToken cancellationToken);

    Task SetPromptAsync(Guid conversationId, string prompt, CancellationToken cancellationToken);

    /// <summary>A summary only ever grows: one that reaches less far than what is kept changes nothing.</summary>
    Task SetSummaryAsync(Guid conversationId, string summary, long upToSeq, CancellationToken cancellationToken);

    /// <summary>The messages are gone, and so is what was kept of them.</summary>
    Task ForgetSummaryAsync(Guid conversationId, CancellationToken cancellationToken);
}

/// <param name="Summary">Of all messages up to <paramref name="SummaryUpToSeq"/>.</param>
public sealed record ConversationMemory(string Prompt, string Summary, long SummaryUpToSeq)
{
    public static readonly ConversationMemory Empty = new("", "", 0);
}
