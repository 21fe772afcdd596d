using Chat.Contracts.Conversations;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Data.Naming;
using Npgsql;

namespace Chat.Data.Conversations;

internal sealed class ConversationLists(ChatDatabase database) : IConversationLists
{
    public const string Page =
        """
        SELECT c.id FROM conversation_members m JOIN conversations c ON c.id = m.conversation_id
        WHERE m.account_id = $1 AND NOT m.hidden AND ($2::text IS NULL OR c.kind = $2)
          AND ($3::timestamptz IS NULL OR (c.updated_at, c.id) < ($3, $4))
        ORDER BY c.updated_at DESC, c.id DESC LIMIT $5
        """;

    private const string MemberCount =
        """
        SELECT c.member_count FROM conversation_members p JOIN conversations c ON c.id = p.conversation_id
        WHERE p.conversation_id = $1 AND p.account_id = $2
        """;

    public const string Participants =
        $"""
        SELECT m.role, m.joined_at, m.last_read_seq, {UserRows.Columns}
        FROM conversation_members p
        CROSS JOIN LATERAL (
            SELECT x.* FROM conversation_members x WHERE x.conversation_id = p.conversation_id AND x.account_id > $3
            ORDER BY x.account_id LIMIT $4) AS m
        JOIN accounts a ON a.id = m.account_id
        WHERE p.conversation_id = $1 AND p.account_id = $2
        ORDER BY m.account_id
        """;

    private const string ByPair = "SELECT id FROM conversations WHERE pair = $1 AND deleted_at IS NULL";

    private const string Groups =
        "SELECT c.id FROM conversation_members m JOIN conversations c ON c.id = m.conversation_id WHERE m.account_id = $1 AND c.kind = 'group'";

    public async Task<IReadOnlyList<Conversation>> PageAsync(
        Guid accountId, ConversationKind? kind, ActivityCursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(Page).With(accountId).With(kind is { } one ? EnumWords<ConversationKind>.Of(one) : null)
            .With(before?.UpdatedAt.UtcDateTime).With(before?.Id ?? Guid.Empty).With(limit);
        await batch.PrepareAsync(cancellationToken);
        var ids = await ReadIdsAsync(batch, cancellationToken);
        var seen = await SeenConversations.ReadAsync(connection, [.. ids.Select(id => (id, accountId))], isInSnapshot: false, cancellationToken);
        return [.. seen.Select(one => one.Conversation)];
    }

    public async Task<ParticipantPage?> ParticipantsAsync(
        Guid conversationId, Guid accountId, Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(MemberCount).With(conversationId).With(accountId);
        batch.Add(Participants).With(conversationId).With(accountId).With(after ?? Guid.Empty).With(limit + 1);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) { return null; }
        var hasReceipts = reader.GetInt32(0) <= ConversationState.MaxReceipts;

        await reader.NextResultAsync(cancellationToken);
        var found = new List<Participant>();
        while (await reader.ReadAsync(cancellationToken)) { found.Add(Read(reader, hasReceipts)); }

        return new() { Participants = [.. found.Take(limit)], Next = found.Count > limit ? found[limit - 1].User.Id : null };
    }

    public async Task<Guid?> FindPairAsync(string pair, CancellationToken cancellationToken)
    {
        await using var ask = database.Source.CreateCommand(ByPair);
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = pair });
        return (Guid?)await ask.ExecuteScalarAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> GroupsAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Groups).With(accountId);
        return await ReadIdsAsync(batch, cancellationToken);
    }

    private static async Task<List<Guid>> ReadIdsAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken)) { ids.Add(reader.GetGuid(0)); }

        return ids;
    }

    private static Participant Read(NpgsqlDataReader row, bool hasReceipts) => new()
    {
        User = UserRows.Read(row, 3),
        Role = EnumWords<ParticipantRole>.Read(row.GetString(0)),
        JoinedAt = row.GetMoment(1),
        LastReadSeq = hasReceipts ? row.GetInt64(2) : 0,
    };
}
