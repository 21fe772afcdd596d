using Chat.Contracts.Messages;
using Chat.Data.Conversations;
using Chat.Data.Naming;
using Npgsql;

namespace Chat.Data.Search;

/// <summary>
/// Brings the words of messages into the index, after they were sent. Edits write theirs with the change itself; what this finds
/// there already is therefore newer and stays. Both write in the same order, so that neither waits for the other in a circle.
/// </summary>
internal sealed class WordIndex(ChatDatabase database)
{
    // A transaction of some tens of milliseconds, which holds up nobody but another indexer.
    private const int MaxMessages = 5_000;
    private const int MaxConversations = 500;

    private const string Session = "SET LOCAL enable_seqscan = off";

    private const string Begin =
        "INSERT INTO word_marks (conversation_id, seq) SELECT id, 0 FROM unnest($1::uuid[]) AS n(id) ORDER BY id ON CONFLICT DO NOTHING";

    public const string Read =
        """
        WITH marks AS (SELECT conversation_id, seq FROM word_marks WHERE conversation_id = ANY($1) ORDER BY conversation_id FOR UPDATE)
        SELECT m.conversation_id, m.seq, m.status, m.deleted_at IS NULL, m.content
        FROM marks k CROSS JOIN LATERAL (
            SELECT x.conversation_id, x.seq, x.status, x.deleted_at, x.content FROM messages x
            WHERE x.conversation_id = k.conversation_id AND x.seq > k.seq ORDER BY x.seq LIMIT $2) AS m
        LIMIT $2
        """;

    private const string Add =
        """
        INSERT INTO message_words (conversation_id, seq, words)
        SELECT conversation_id, seq, words::tsvector FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS n(conversation_id, seq, words)
        ORDER BY conversation_id, seq ON CONFLICT DO NOTHING
        """;

    private const string Mark =
        """
        UPDATE word_marks k SET seq = n.seq FROM unnest($1::uuid[], $2::bigint[]) AS n(conversation_id, seq)
        WHERE k.conversation_id = n.conversation_id
        """;

    public const string BehindOf =
        """
        SELECT c.id FROM conversation_members p JOIN conversations c ON c.id = p.conversation_id LEFT JOIN word_marks k ON k.conversation_id = c.id
        WHERE p.account_id = $1 AND ($2::uuid IS NULL OR c.id = $2) AND c.last_seq > coalesce(k.seq, 0) LIMIT $3
        """;

    private const string Behind =
        """
        SELECT c.id FROM conversations c LEFT JOIN word_marks k ON k.conversation_id = c.id
        WHERE c.last_seq > coalesce(k.seq, 0) AND c.deleted_at IS NULL LIMIT $1
        """;

    private const string Sort = "SELECT gin_clean_pending_list('ix_message_words_words'::regclass)";

    /// <summary>All that somebody may find is there when this ends, also what was sent a moment ago.</summary>
    public async Task CatchUpAsync(Guid accountId, Guid? conversationId, CancellationToken cancellationToken)
    {
        while (await BehindOfAsync(accountId, conversationId, cancellationToken) is { Count: > 0 } behind)
        {
            if (await IndexAsync(behind, cancellationToken) is 0) { return; }
        }
    }

    /// <summary>What a node that is gone left behind, a part of it at a time.</summary>
    public Task<IReadOnlyList<Guid>> FindBehindAsync(int max, CancellationToken cancellationToken) =>
        IdsAsync(batch => batch.Add(Behind).With(max), cancellationToken);

    /// <summary>A part of what the conversations lack; zero when they lack nothing.</summary>
    public async Task<int> IndexAsync(IReadOnlyList<Guid> conversations, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var read = await ReadAsync(connection, conversations, cancellationToken);
        if (read.Count > 0) { await AddAsync(connection, read, cancellationToken); }

        await transaction.CommitAsync(cancellationToken);
        return read.Count;
    }

    /// <summary>What was added in many places is put where search finds it sooner.</summary>
    public async Task SortAsync(CancellationToken cancellationToken)
    {
        await using var sort = database.Source.CreateCommand(Sort);
        await sort.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<Unindexed>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<Guid> conversations, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        Guid[] ids = [.. conversations];
        batch.Add(Session);
        batch.Add(Begin).With(ids);
        batch.Add(Read).With(ids).With(MaxMessages);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var read = new List<Unindexed>();
        while (await reader.ReadAsync(cancellationToken))
        {
            // One that is still being written comes with its last change.
            var isFinished = EnumWords<MessageStatus>.Read(reader.GetString(2)) is not MessageStatus.Streaming;
            var words = reader.GetBoolean(3) ? WordVectors.Of(reader.GetString(4)) : null;
            read.Add(new(reader.GetGuid(0), reader.GetInt64(1), isFinished ? words ?? "" : null));
        }

        return read;
    }

    private static async Task AddAsync(NpgsqlConnection connection, List<Unindexed> read, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        Unindexed[] finished = [.. read.Where(one => one.Words is not null)];
        (Guid Id, long Seq)[] marks = [.. read.GroupBy(one => one.ConversationId).Select(group => (group.Key, group.Max(one => one.Seq)))];
        batch.Add(Add)
            .With<Guid[]>([.. finished.Select(one => one.ConversationId)])
            .With<long[]>([.. finished.Select(one => one.Seq)])
            .With<string[]>([.. finished.Select(one => one.Words!)]);
        batch.Add(Mark).With<Guid[]>([.. marks.Select(one => one.Id)]).With<long[]>([.. marks.Select(one => one.Seq)]);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private Task<IReadOnlyList<Guid>> BehindOfAsync(Guid accountId, Guid? conversationId, CancellationToken cancellationToken) =>
        IdsAsync(batch => batch.Add(BehindOf).With(accountId).With(conversationId).With(MaxConversations), cancellationToken);

    private async Task<IReadOnlyList<Guid>> IdsAsync(Action<NpgsqlBatch> ask, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        ask(batch);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken)) { ids.Add(reader.GetGuid(0)); }

        return ids;
    }

    private readonly record struct Unindexed(Guid ConversationId, long Seq, string? Words);
}
