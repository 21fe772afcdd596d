using System.Runtime.CompilerServices;
using Chat.Contracts.Messages;
using Chat.Core.Messages;
using Npgsql;

namespace Chat.Data.Conversations;

internal sealed class History(ChatDatabase database) : IHistory
{
    private const string Seat = "SELECT 1 FROM conversation_members WHERE conversation_id = $1 AND account_id = $2";

    public const string Before =
        $"""
        SELECT {MessageRows.Columns}
        FROM conversation_members p JOIN conversations c ON c.id = p.conversation_id
        CROSS JOIN LATERAL (
            SELECT x.* FROM messages x
            WHERE x.conversation_id = p.conversation_id AND x.seq > p.cleared_up_to_seq AND x.seq < least($3, c.last_seq + 1 - $4)
            ORDER BY x.seq DESC LIMIT $5) AS m
        {MessageRows.WithSender}
        WHERE p.conversation_id = $1 AND p.account_id = $2
        ORDER BY m.seq
        """;

    public const string After =
        $"""
        SELECT {MessageRows.Columns}
        FROM conversation_members p
        CROSS JOIN LATERAL (
            SELECT x.* FROM messages x
            WHERE x.conversation_id = p.conversation_id AND x.seq > greatest($3, p.cleared_up_to_seq)
            ORDER BY x.seq LIMIT $4) AS m
        {MessageRows.WithSender}
        WHERE p.conversation_id = $1 AND p.account_id = $2
        ORDER BY m.seq
        """;

    private const string ConversationOf =
        """
        SELECT m.conversation_id FROM messages m
        JOIN conversation_members p ON p.conversation_id = m.conversation_id AND p.account_id = $2 AND m.seq > p.cleared_up_to_seq
        WHERE m.id = $1
        """;

    private const string Sent =
        $"SELECT {MessageRows.Columns} FROM messages m {MessageRows.WithSender} WHERE m.sender_id = $1 AND m.client_message_id = $2";

    // In the order of the index that holds a sender's own: the page after the last one costs no more than the first.
    private const string WrittenBy =
        $"""
        SELECT {MessageRows.Columns} FROM messages m {MessageRows.WithSender}
        WHERE m.sender_id = $1 AND m.client_message_id > $2 AND m.deleted_at IS NULL
        ORDER BY m.client_message_id LIMIT $3
        """;

    private const int WrittenPage = 500;

    private const string MembersByName =
        """
        SELECT a.username_key, a.id FROM accounts a JOIN conversation_members p ON p.account_id = a.id AND p.conversation_id = $1
        WHERE a.username_key = ANY($2)
        """;

    public async Task<MessagePage?> PageAsync(Guid conversationId, Guid accountId, HistoryWindow window, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(Seat).With(conversationId).With(accountId);
        var page = batch.Add(window.After is null ? Before : After).With(conversationId).With(accountId);
        if (window.After is { } after) { page.With(after); } else { page.With(window.Before ?? long.MaxValue).With(window.Offset); }
        page.With(window.Limit + 1);
        await batch.PrepareAsync(cancellationToken);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) { return null; }
        await reader.NextResultAsync(cancellationToken);
        var found = await ReadAsync(reader, cancellationToken);
        var hasMore = found.Count > window.Limit;

        // The one too many is at the far end.
        if (hasMore) { found.RemoveAt(window.After is null ? 0 : found.Count - 1); }
        return new() { Messages = found, HasMore = hasMore };
    }

    public async Task<Guid?> ConversationOfAsync(Guid messageId, Guid accountId, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ConversationOf).With(messageId).With(accountId);
        return (Guid?)await batch.ExecuteScalarAsync(cancellationToken);
    }

    public async Task<Message?> FindSentAsync(Guid senderId, string clientMessageId, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Sent).With(senderId).With(clientMessageId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return (await ReadAsync(reader, cancellationToken)).FirstOrDefault();
    }

    public async IAsyncEnumerable<Message> WrittenByAsync(Guid accountId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // No connection is held while a slow reader takes a page.
        var page = await WrittenPageAsync(accountId, "", cancellationToken);
        while (page.Count > 0)
        {
            foreach (var message in page) { yield return message; }

            page = page.Count < WrittenPage ? [] : await WrittenPageAsync(accountId, page[^1].ClientMessageId!, cancellationToken);
        }
    }

    public async Task<IReadOnlyDictionary<string, Guid>> MembersByNameAsync(
        Guid conversationId, IReadOnlyCollection<string> usernameKeys, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(MembersByName).With(conversationId).With<string[]>([.. usernameKeys]);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var members = new Dictionary<string, Guid>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) { members[reader.GetString(0)] = reader.GetGuid(1); }

        return members;
    }

    private async Task<List<Message>> WrittenPageAsync(Guid accountId, string after, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(WrittenBy).With(accountId).With(after).With(WrittenPage);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, cancellationToken);
    }

    private static async Task<List<Message>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var messages = new List<Message>();
        while (await reader.ReadAsync(cancellationToken)) { messages.Add(MessageRows.Read(reader)); }

        return messages;
    }
}
