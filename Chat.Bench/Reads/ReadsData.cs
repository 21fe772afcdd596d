using System.Diagnostics;
using Npgsql;

namespace Chat.Bench.Reads;

/// <summary>
/// A database that has been in use for long, made by SQL: a reader in a thousand conversations, a fifth of all messages in one of
/// them. The indexes are made after the rows, as a restore does it.
/// </summary>
internal static class ReadsData
{
    public const int Conversations = 1_000;

    private const string People =
        """
        INSERT INTO accounts (id, username, username_key, display_name, role, created_at)
        SELECT gen_random_uuid(), 'other' || n, 'other' || n, 'Other ' || n, 'user', now() FROM generate_series(1, 1000) AS n
        """;

    private const string Rooms =
        """
        INSERT INTO conversations (id, kind, title, member_count, hidden_count, last_seq, revision, created_at, updated_at)
        SELECT gen_random_uuid(), 'group', 'Conversation ' || n, 2, 0, size, size + 1, now() - interval '1 year', now() - n * interval '1 minute'
        FROM generate_series(1, $1) AS n, LATERAL (SELECT CASE WHEN n = 1 THEN $2 / 5 ELSE $2 * 4 / 5 / ($1 - 1) END AS size) AS s
        """;

    private const string Seats =
        """
        INSERT INTO conversation_members (
            conversation_id, account_id, role, joined_at, last_read_seq, cleared_up_to_seq, own_sent, muted, hidden, own_revision)
        SELECT c.id, m.id, m.role, c.created_at, c.last_seq - 10, 0, 0, false, false, 0
        FROM (SELECT *, row_number() OVER (ORDER BY updated_at DESC) AS n FROM conversations) AS c
        CROSS JOIN LATERAL (
            SELECT $1 AS id, 'owner' AS role UNION ALL SELECT a.id, 'member' FROM accounts a WHERE a.username = 'other' || c.n) AS m
        """;

    private const string Messages =
        """
        INSERT INTO messages (id, conversation_id, seq, revision, sender_id, client_message_id, role, type, status, content, created_at)
        SELECT gen_random_uuid(), c.id, seq, seq + 1, CASE WHEN seq % 2 = 0 THEN $1 ELSE other.account_id END, c.n || '-' || seq, 'user', 'text', 'complete',
            'Message ' || seq || ': the order left our warehouse this morning and should arrive by Friday.', c.created_at + seq * interval '1 second'
        FROM (SELECT *, row_number() OVER (ORDER BY updated_at DESC) AS n FROM conversations) AS c
        JOIN conversation_members other ON other.conversation_id = c.id AND other.account_id <> $1
        CROSS JOIN LATERAL generate_series(1, c.last_seq) AS seq
        """;

    /// <summary>The conversation with the most messages.</summary>
    public static async Task<Guid> MakeAsync(string connectionString, Guid reader, int messages, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 });
        var since = Stopwatch.GetTimestamp();
        await ExecuteAsync(source, People, cancellationToken);
        await ExecuteAsync(source, Rooms, cancellationToken, Conversations, (long)messages);
        await ExecuteAsync(source, Seats, cancellationToken, reader);

        // Or the server would index millions of messages for search while the calls are timed.
        await ExecuteAsync(source, "INSERT INTO word_marks (conversation_id, seq) SELECT id, last_seq FROM conversations ON CONFLICT DO NOTHING", cancellationToken);
        await ExecuteAsync(source, "INSERT INTO own_counters (account_id, revision) SELECT id, 0 FROM accounts ON CONFLICT DO NOTHING", cancellationToken);
        await FillAsync(source, reader, cancellationToken);
        Console.WriteLine($"{messages:N0} messages in {Stopwatch.GetElapsedTime(since).TotalSeconds:N0} s");
        await using var ask = source.CreateCommand("SELECT id FROM conversations ORDER BY last_seq DESC LIMIT 1");
        return (Guid)(await ask.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task FillAsync(NpgsqlDataSource source, Guid reader, CancellationToken cancellationToken)
    {
        var indexes = new List<(string Name, string Definition)>();
        await using (var ask = source.CreateCommand("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'messages' AND indexname <> 'pk_messages'"))
        await using (var row = await ask.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken)) { indexes.Add((row.GetString(0), row.GetString(1))); }
        }

        foreach (var (name, _) in indexes) { await ExecuteAsync(source, $"DROP INDEX {name}", cancellationToken); }

        await ExecuteAsync(source, Messages, cancellationToken, reader);
        foreach (var (_, definition) in indexes) { await ExecuteAsync(source, definition, cancellationToken); }

        await ExecuteAsync(source, "VACUUM ANALYZE", cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) { command.Parameters.Add(new() { Value = value }); }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
