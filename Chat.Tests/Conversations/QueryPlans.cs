using Chat.Data.Conversations;
using Chat.Data.Log;
using Chat.Data.Search;
using Chat.Tests.Running;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>What is asked often is found by an index, however large the tables become.</summary>
public sealed class QueryPlans : IAsyncLifetime
{
    private static readonly Guid Someone = new(Enumerable.Range(0, 16).Select(at => (byte)at).ToArray());

    private TestDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Token);
        await ExecuteAsync(
            """
            INSERT INTO accounts (id, username, username_key, display_name, role, created_at)
            SELECT md5('a' || n)::uuid, 'user' || n, 'user' || n, md5('d' || n), 'user', now() FROM generate_series(1, 5000) AS n;
            INSERT INTO conversations (id, kind, title, member_count, hidden_count, last_seq, revision, created_at, updated_at)
            SELECT md5('c' || n)::uuid, 'group', 'c' || n, 4, 0, 10, 11, now(), now() - n * interval '1 s' FROM generate_series(1, 5000) AS n;
            INSERT INTO conversation_members
            SELECT md5('c' || n)::uuid, md5('a' || 1 + (n * 7 + k * 1237) % 5000)::uuid, 'member', now(), 0, 0, 0, false, false, 0
            FROM generate_series(1, 5000) AS n, generate_series(0, 3) AS k;
            INSERT INTO own_counters SELECT id, 0 FROM accounts;
            INSERT INTO messages (id, conversation_id, seq, revision, sender_id, client_message_id, role, type, status, content, created_at)
            SELECT md5('m' || n || '.' || s)::uuid, md5('c' || n)::uuid, s, s + 1, md5('a' || 1 + n % 5000)::uuid, n || '.' || s, 'user', 'text', 'complete',
                   'word' || s, now()
            FROM generate_series(1, 5000) AS n, generate_series(1, 10) AS s;
            INSERT INTO message_words (conversation_id, seq, words)
            SELECT md5('c' || n)::uuid, s, to_tsvector('simple', 'word' || s || ' rare' || n) FROM generate_series(1, 5000) AS n, generate_series(1, 10) AS s;
            INSERT INTO word_marks (conversation_id, seq) SELECT md5('c' || n)::uuid, 10 FROM generate_series(1, 5000) AS n;
            ANALYZE
            """);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Lists_histories_and_sync_read_no_table_from_end_to_end()
    {
        Guid[] ids = [Someone];
        await CheckAsync(ConversationLists.Page, Someone, null, null, Someone, 50);
        await CheckAsync(ConversationLists.Participants, Someone, Someone, Someone, 50);
        await CheckAsync(SeenConversations.Seats, ids, ids);
        await CheckAsync(SeenConversations.FirstParticipants, ids, 50);
        await CheckAsync(SeenConversations.LastMessages, ids);
        await CheckAsync(ConversationViews.ChangedSince, Someone, 0L, 500);
        await CheckAsync(History.Before, Someone, Someone, long.MaxValue, 0L, 50);
        await CheckAsync(History.After, Someone, Someone, 0L, 50);
        await CheckAsync(SyncDifferences.Gap, Someone, ids, new[] { 1L });
        await CheckAsync(SyncDifferences.Gone, Someone, ids);
        await CheckAsync(SyncDifferences.Changed, ids, new[] { 1L }, new[] { 0L }, new[] { 500 });
        await CheckAsync(MessageSearch.Find, Someone, "'rare17'", "'rare17'", null, null, 0.0, Someone, 20);
        await CheckAsync(WordIndex.BehindOf, Someone, null, 500);
        await CheckAsync(WordIndex.Read, ids, 5000);
        await CheckAsync(People.Find, "d41d8cd98f00", 2, 20);
    }

    [Fact]
    public async Task The_log_reads_no_table_from_end_to_end()
    {
        Guid[] ids = [Someone];
        await using var connection = await _database.Source.OpenConnectionAsync(Token);
        await using (var session = new NpgsqlCommand(LogSql.Session, connection)) { await session.ExecuteNonQueryAsync(Token); }

        await CheckAsync(connection, LogSql.Conversations, ids);
        await CheckAsync(connection, LogSql.ConversationsAndPairs, ids, new[] { "pair" });
        await CheckAsync(connection, LogSql.OwnCounters, ids, ids, new[] { true }, 100);
        await CheckAsync(connection, LogSql.Members, ids, ids);
        await CheckAsync(connection, LogSql.MembersIfOwner, ids, ids);
        await CheckAsync(connection, LogSql.Messages, ids);
        await CheckAsync(connection, LogSql.Sent, ids, new[] { "1" });
        await CheckAsync(connection, LogSql.Answers, ids, ids, new[] { 1L });
        await CheckAsync(connection, LogSql.OwnMessages, ids, ids, new[] { 1L });
        await CheckAsync(connection, LogSql.UpdateMembers, ids, ids, new[] { "member" }, new[] { 1L }, new[] { 1L }, new[] { 1L }, new[] { false }, new[] { false }, new[] { 1L });
        await CheckAsync(connection, LogSql.DeleteMembers, ids, ids);
        await CheckAsync(connection, LogSql.ShowAgain, ids);
    }

    [Fact]
    public async Task A_plan_that_reads_a_whole_table_is_seen() =>
        await Assert.ThrowsAnyAsync<Exception>(() => CheckAsync("SELECT * FROM messages WHERE content = $1", "x"));

    private async Task CheckAsync(string sql, params object?[] values)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(Token);
        await CheckAsync(connection, sql, values);
    }

    private static async Task CheckAsync(NpgsqlConnection connection, string sql, params object?[] values)
    {
        await using var explain = new NpgsqlCommand("EXPLAIN " + sql, connection);
        foreach (var value in values) { explain.Parameters.Add(new() { Value = value ?? DBNull.Value }); }

        var plan = new List<string>();
        await using var row = await explain.ExecuteReaderAsync(Token);
        while (await row.ReadAsync(Token)) { plan.Add(row.GetString(0)); }

        Assert.False(plan.Exists(line => line.Contains("Seq Scan on", StringComparison.Ordinal)), $"{sql}\n\n{string.Join('\n', plan)}");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
