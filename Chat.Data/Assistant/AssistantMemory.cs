using Chat.Core.Assistant;
using Chat.Data.Conversations;

namespace Chat.Data.Assistant;

internal sealed class AssistantMemory(ChatDatabase database) : IAssistantMemory
{
    private const string Select = "SELECT prompt, summary, summary_up_to_seq FROM assistant_conversations WHERE conversation_id = $1";

    private const string Prompt =
        """
        INSERT INTO assistant_conversations (conversation_id, prompt) VALUES ($1, $2)
        ON CONFLICT (conversation_id) DO UPDATE SET prompt = excluded.prompt
        """;

    // Not of messages that were cleared while it was written.
    private const string Summary =
        """
        INSERT INTO assistant_conversations (conversation_id, summary, summary_up_to_seq)
        SELECT $1, $2, $3 WHERE EXISTS (SELECT FROM messages WHERE conversation_id = $1 AND seq = $3)
        ON CONFLICT (conversation_id) DO UPDATE SET summary = excluded.summary, summary_up_to_seq = excluded.summary_up_to_seq
        WHERE assistant_conversations.summary_up_to_seq < excluded.summary_up_to_seq
        """;

    private const string Forget = "UPDATE assistant_conversations SET summary = '', summary_up_to_seq = 0 WHERE conversation_id = $1";

    public async Task<ConversationMemory> ReadAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Select).With(conversationId);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new(row.GetString(0), row.GetString(1), row.GetInt64(2)) : ConversationMemory.Empty;
    }

    public async Task SetPromptAsync(Guid conversationId, string prompt, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Prompt).With(conversationId).With(prompt);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task SetSummaryAsync(Guid conversationId, string summary, long upToSeq, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Summary).With(conversationId).With(summary).With(upToSeq);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ForgetSummaryAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Forget).With(conversationId);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
