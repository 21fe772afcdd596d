using Npgsql;

namespace Chat.Tests.Checker;

/// <summary>What is on disk, by SQL and not by any code of the server.</summary>
internal sealed record DatabaseRows(
    IReadOnlyDictionary<Guid, ConversationRow> Conversations, IReadOnlyList<MemberRow> Members, ILookup<Guid, MessageRow> Messages,
    IReadOnlyDictionary<Guid, long> OwnCounters)
{
    private const string All =
        """
        BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SELECT id, title, kind, last_seq, revision, member_count FROM conversations WHERE deleted_at IS NULL;
        SELECT conversation_id, account_id, last_read_seq, cleared_up_to_seq, muted, hidden, own_revision FROM conversation_members;
        SELECT id, conversation_id, seq, revision, sender_id, client_message_id, content, deleted_at IS NOT NULL FROM messages ORDER BY seq;
        SELECT account_id, revision FROM own_counters;
        COMMIT
        """;

    public static async Task<DatabaseRows> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(All, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var conversations = await RowsAsync(reader, row => new ConversationRow(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5)), cancellationToken);
        var members = await RowsAsync(reader, row => new MemberRow(
            row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetInt64(3), row.GetBoolean(4), row.GetBoolean(5), row.GetInt64(6)), cancellationToken);
        var messages = await RowsAsync(reader, row => new MessageRow(
            row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetInt64(3), row.GetGuid(4), row.IsDBNull(5) ? null : row.GetString(5),
            row.GetString(6), row.GetBoolean(7)), cancellationToken);
        var counters = await RowsAsync(reader, row => (Id: row.GetGuid(0), Revision: row.GetInt64(1)), cancellationToken);
        return new(
            conversations.ToDictionary(one => one.Id), members, messages.ToLookup(one => one.ConversationId),
            counters.ToDictionary(one => one.Id, one => one.Revision));
    }

    /// <summary>The conversations that a user sees, with their place in them.</summary>
    public IEnumerable<(ConversationRow Conversation, MemberRow Member)> SeenBy(Guid userId) =>
        Members.Where(one => one.AccountId == userId && !one.Hidden && Conversations.ContainsKey(one.ConversationId))
            .Select(one => (Conversations[one.ConversationId], one));

    private static async Task<List<T>> RowsAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) { rows.Add(read(reader)); }

        await reader.NextResultAsync(cancellationToken);
        return rows;
    }
}

internal sealed record ConversationRow(Guid Id, string Title, string Kind, long LastSeq, long Revision, int MemberCount);

internal sealed record MemberRow(
    Guid ConversationId, Guid AccountId, long LastReadSeq, long ClearedUpToSeq, bool Muted, bool Hidden, long OwnRevision);

internal sealed record MessageRow(
    Guid Id, Guid ConversationId, long Seq, long Revision, Guid SenderId, string? ClientMessageId, string Content, bool IsDeleted);
