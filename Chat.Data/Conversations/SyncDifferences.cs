using Chat.Contracts.Sync;
using Chat.Core.Sync;
using Npgsql;

namespace Chat.Data.Conversations;

/// <summary>Where a device's knowledge differs from the database, for thousands of conversations in one question.</summary>
internal sealed record SyncDifferences(
    IReadOnlyList<SyncGap> Gaps, IReadOnlyList<Guid> Removed, IReadOnlyList<OwnState> Own, long OwnRevision, bool HasMoreOwn)
{
    // Each brings its conversation along, whose unread count and last message it may have changed.
    private const int MaxOwn = 100;

    public const string Gap =
        """
        SELECT c.id, CASE WHEN k.revision > c.revision THEN 0 ELSE coalesce(k.revision, 0) END, c.revision, c.last_seq, m.cleared_up_to_seq
        FROM conversation_members m JOIN conversations c ON c.id = m.conversation_id
        LEFT JOIN unnest($2::uuid[], $3::bigint[]) AS k(id, revision) ON k.id = m.conversation_id
        WHERE m.account_id = $1 AND NOT m.hidden AND k.revision IS DISTINCT FROM c.revision
        ORDER BY c.updated_at DESC, c.id
        """;

    public const string Gone =
        """
        SELECT k.id FROM unnest($2::uuid[]) AS k(id)
        WHERE NOT EXISTS (SELECT 1 FROM conversation_members m WHERE m.conversation_id = k.id AND m.account_id = $1 AND NOT m.hidden)
        """;

    private const string OwnStates =
        """
        SELECT m.conversation_id, m.muted, m.cleared_up_to_seq, m.last_read_seq, m.own_revision FROM conversation_members m
        WHERE m.account_id = $1 AND NOT m.hidden
          AND m.own_revision > CASE WHEN $2 > coalesce((SELECT o.revision FROM own_counters o WHERE o.account_id = $1), 0) THEN 0 ELSE $2 END
        ORDER BY m.own_revision LIMIT $3
        """;

    private const string OwnCounter = "SELECT coalesce((SELECT revision FROM own_counters WHERE account_id = $1), 0)";

    public const string Changed =
        $"""
        SELECT {MessageRows.Columns}
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::int[]) WITH ORDINALITY AS n(id, revision, cleared, size, place)
        CROSS JOIN LATERAL (
            SELECT x.* FROM messages x WHERE x.conversation_id = n.id AND x.revision > n.revision AND x.seq > n.cleared
            ORDER BY x.revision LIMIT n.size) AS m
        {MessageRows.WithSender}
        ORDER BY n.place, m.revision
        """;

    public static async Task<SyncDifferences> ReadAsync(
        NpgsqlConnection connection, Guid accountId, IReadOnlyDictionary<Guid, long> known, long ownRevision, int limit, CancellationToken cancellationToken)
    {
        var ownLimit = Math.Min(limit, MaxOwn);
        await using var batch = new NpgsqlBatch(connection);
        Guid[] ids = [.. known.Keys];
        batch.Add(Gap).With(accountId).With(ids).With<long[]>([.. known.Values]);
        batch.Add(Gone).With(accountId).With(ids);
        batch.Add(OwnStates).With(accountId).With(ownRevision).With(ownLimit + 1);
        batch.Add(OwnCounter).With(accountId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);

        var gaps = await ReadAsync(reader, ReadGap, cancellationToken);
        var removed = await ReadAsync(reader, row => row.GetGuid(0), cancellationToken);
        var own = await ReadAsync(reader, ReadOwn, cancellationToken);
        var counter = (await ReadAsync(reader, row => row.GetInt64(0), cancellationToken))[0];
        var hasMore = own.Count > ownLimit;
        return new(gaps, removed, [.. own.Take(ownLimit).Select(one => one.State)], hasMore ? own[ownLimit - 1].Revision : counter, hasMore);
    }

    private static SyncGap ReadGap(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));

    private static (OwnState State, long Revision) ReadOwn(NpgsqlDataReader row) => (new()
    {
        ConversationId = row.GetGuid(0),
        Muted = row.GetBoolean(1),
        ClearedUpToSeq = row.GetInt64(2),
        LastReadSeq = row.GetInt64(3),
    }, row.GetInt64(4));

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) { rows.Add(read(reader)); }

        await reader.NextResultAsync(cancellationToken);
        return rows;
    }
}
