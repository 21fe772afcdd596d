using Chat.Data.Conversations;

namespace Chat.Data.Log;

/// <summary>What the log says to PostgreSQL. Lists go as arrays, so that the texts are few and stay prepared.</summary>
internal static class LogSql
{
    // Plans of prepared statements are kept while the tables grow from nothing to millions of rows, and everything here is found
    // by an index: a plan made on empty tables would read the whole of them.
    public const string Session =
        """
        SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off;
        SET plan_cache_mode = force_generic_plan; SET jit = off
        """;

    private const string ConversationColumns =
        "SELECT id, kind, title, pair, member_count, hidden_count, last_seq, revision, created_at, updated_at FROM conversations";

    // In the order of ids, so that two lanes or nodes never wait for each other in a circle.
    public const string Conversations = ConversationColumns + " WHERE id = ANY($1) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE";

    public const string ConversationsAndPairs =
        ConversationColumns + " WHERE (id = ANY($1) OR pair = ANY($2)) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE";

    public const string OwnCounters =
        """
        SELECT o.account_id, o.revision FROM own_counters o
        WHERE o.account_id IN (
            SELECT n.account_id FROM unnest($1::uuid[], $2::uuid[], $3::bool[]) AS n(conversation_id, account_id, if_large)
            JOIN conversations c ON c.id = n.conversation_id WHERE NOT n.if_large OR c.member_count > $4)
        ORDER BY o.account_id FOR NO KEY UPDATE
        """;

    private const string MemberColumns =
        "SELECT m.conversation_id, m.role, m.joined_at, m.last_read_seq, m.cleared_up_to_seq, m.own_sent, m.muted, m.hidden, m.own_revision, "
        + UserRows.Columns;

    public const string Members =
        $"""
        {MemberColumns}
        FROM unnest($1::uuid[], $2::uuid[]) AS n(conversation_id, account_id)
        JOIN conversation_members m ON m.conversation_id = n.conversation_id AND m.account_id = n.account_id
        JOIN accounts a ON a.id = m.account_id
        """;

    public const string MembersIfOwner =
        $"""
        {MemberColumns}
        FROM (SELECT DISTINCT o.conversation_id FROM unnest($1::uuid[], $2::uuid[]) AS n(conversation_id, account_id)
              JOIN conversation_members o ON o.conversation_id = n.conversation_id AND o.account_id = n.account_id
              WHERE o.role = 'owner') AS owned
        JOIN conversation_members m ON m.conversation_id = owned.conversation_id
        JOIN accounts a ON a.id = m.account_id
        """;

    public const string Messages =
        $"SELECT {MessageRows.Columns} FROM unnest($1::uuid[]) AS n(id) JOIN messages m ON m.id = n.id {MessageRows.WithSender}";

    public const string Sent =
        $"""
        SELECT {MessageRows.Columns} FROM unnest($1::uuid[], $2::text[]) AS n(sender_id, client_message_id)
        JOIN messages m ON m.sender_id = n.sender_id AND m.client_message_id = n.client_message_id {MessageRows.WithSender}
        """;

    public const string Answers =
        """
        SELECT n.conversation_id, n.account_id, n.seq, a.display_name, m.created_at
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS n(conversation_id, account_id, seq)
        CROSS JOIN LATERAL (
            SELECT x.sender_id, x.created_at FROM messages x
            WHERE x.conversation_id = n.conversation_id AND x.seq > n.seq AND x.sender_id <> n.account_id AND x.role IN ('user', 'assistant')
            ORDER BY x.seq LIMIT 1) AS m
        JOIN accounts a ON a.id = m.sender_id
        """;

    // Read marks go forward, so that every message is counted here at most once for each reader.
    public const string OwnMessages =
        """
        SELECT n.conversation_id, n.account_id, n.seq,
               CASE WHEN p.own_sent = 0 THEN 0 WHEN n.seq >= c.last_seq THEN p.own_sent ELSE (
                   SELECT count(*) FROM messages m WHERE m.conversation_id = n.conversation_id AND m.sender_id = n.account_id
                      AND m.seq > greatest(p.last_read_seq, p.cleared_up_to_seq) AND m.seq <= n.seq) END
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS n(conversation_id, account_id, seq)
        JOIN conversation_members p ON p.conversation_id = n.conversation_id AND p.account_id = n.account_id
        JOIN conversations c ON c.id = n.conversation_id
        """;

    public const string InsertConversations =
        """
        INSERT INTO conversations (id, kind, title, pair, member_count, hidden_count, last_seq, revision, created_at, updated_at)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bigint[], $8::bigint[], $9::timestamptz[], $10::timestamptz[])
        """;

    // What a message changes of its conversation, and nothing else.
    public const string CountConversations =
        """
        UPDATE conversations c SET last_seq = n.last_seq, revision = n.revision, updated_at = n.updated_at
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[]) AS n(id, last_seq, revision, updated_at) WHERE c.id = n.id
        """;

    public const string UpdateConversations =
        """
        UPDATE conversations c
        SET title = n.title, member_count = n.member_count, hidden_count = n.hidden_count, last_seq = n.last_seq, revision = n.revision, updated_at = n.updated_at
        FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::bigint[], $6::bigint[], $7::timestamptz[])
             AS n(id, title, member_count, hidden_count, last_seq, revision, updated_at)
        WHERE c.id = n.id
        """;

    // Its messages go later, in small steps: nobody can reach them without a member's row.
    public const string DeleteConversations = "UPDATE conversations SET deleted_at = $2, pair = NULL WHERE id = ANY($1)";

    public const string DeleteAllMembers = "DELETE FROM conversation_members WHERE conversation_id = ANY($1)";

    // What nearly every message is: without all that is seldom there, of which each list costs as much as one that is full.
    public const string InsertPlainMessages =
        """
        INSERT INTO messages (id, conversation_id, seq, revision, sender_id, client_message_id, role, type, status, content, created_at)
        SELECT id, conversation_id, seq, revision, sender_id, client_message_id, 'user', 'text', 'complete', content, $8
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::uuid[], $6::text[], $7::text[])
             AS n(id, conversation_id, seq, revision, sender_id, client_message_id, content)
        """;

    public const string EmptyAttachments =
        """
        DELETE FROM message_attachments a USING unnest($1::uuid[], $2::bigint[]) AS n(id, seq), messages m
        WHERE m.conversation_id = n.id AND m.seq <= n.seq AND a.message_id = m.id
        """;

    // The mark is taken first: who indexes these messages at this moment has finished then, and finds none afterwards.
    public const string EmptyWordMarks =
        """
        INSERT INTO word_marks (conversation_id, seq) SELECT id, seq FROM unnest($1::uuid[], $2::bigint[]) AS n(id, seq) ORDER BY id
        ON CONFLICT (conversation_id) DO UPDATE SET seq = greatest(word_marks.seq, excluded.seq)
        """;

    public const string EmptyWords =
        "DELETE FROM message_words w USING unnest($1::uuid[], $2::bigint[]) AS n(id, seq) WHERE w.conversation_id = n.id AND w.seq <= n.seq";

    public const string EmptyMessages =
        "DELETE FROM messages m USING unnest($1::uuid[], $2::bigint[]) AS n(id, seq) WHERE m.conversation_id = n.id AND m.seq <= n.seq";

    public const string InsertMessages =
        """
        INSERT INTO messages (id, conversation_id, seq, revision, sender_id, client_message_id, role, type, status, content,
                              attachments, reactions, mentions, reply_to, emotion, heard_up_to, created_at, edited_at, deleted_at)
        SELECT id, conversation_id, seq, revision, sender_id, client_message_id, role, type, status, content,
               attachments::jsonb, reactions::jsonb, mentions::uuid[], reply_to, emotion, heard_up_to, created_at, edited_at, deleted_at
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                    $11::text[], $12::text[], $13::text[], $14::uuid[], $15::text[], $16::int[], $17::timestamptz[], $18::timestamptz[], $19::timestamptz[])
             AS n(id, conversation_id, seq, revision, sender_id, client_message_id, role, type, status, content,
                  attachments, reactions, mentions, reply_to, emotion, heard_up_to, created_at, edited_at, deleted_at)
        """;

    public const string UpdateMessages =
        """
        UPDATE messages m
        SET revision = n.revision, status = n.status, content = n.content, attachments = n.attachments::jsonb, reactions = n.reactions::jsonb,
            mentions = n.mentions::uuid[], emotion = n.emotion, heard_up_to = n.heard_up_to, edited_at = n.edited_at, deleted_at = n.deleted_at,
            reply = n.reply::jsonb
        FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[],
                    $10::timestamptz[], $11::timestamptz[], $12::text[])
             AS n(id, revision, status, content, attachments, reactions, mentions, emotion, heard_up_to, edited_at, deleted_at, reply)
        WHERE m.id = n.id
        """;

    // Also where the message itself is not indexed yet: what comes later leaves these. In the order of the index's own writer.
    public const string ChangeWords =
        """
        INSERT INTO message_words (conversation_id, seq, words)
        SELECT conversation_id, seq, words::tsvector FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS n(conversation_id, seq, words)
        ORDER BY conversation_id, seq
        ON CONFLICT (conversation_id, seq) DO UPDATE SET words = excluded.words WHERE message_words.words <> excluded.words
        """;

    public const string InsertAttachments =
        "INSERT INTO message_attachments (message_id, file_id, conversation_id, seq) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[])";

    public const string DeleteAttachments = "DELETE FROM message_attachments WHERE message_id = ANY($1)";

    public const string ShowAgain = "UPDATE conversation_members SET hidden = false WHERE conversation_id = ANY($1) AND hidden";

    // One who comes back finds what they had set: still muted, and what they had cleared stays away. One who left and came back in the same
    // batch still has a row, and with it the same.
    public const string InsertMembers =
        """
        INSERT INTO conversation_members (conversation_id, account_id, role, joined_at, last_read_seq, cleared_up_to_seq, own_sent, muted, hidden, own_revision)
        SELECT n.conversation_id, n.account_id, n.role, n.joined_at, n.last_read_seq, coalesce(p.cleared_up_to_seq, n.cleared_up_to_seq), n.own_sent,
               coalesce(p.muted, n.muted), n.hidden, n.own_revision
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bool[], $9::bool[], $10::bigint[])
             AS n(conversation_id, account_id, role, joined_at, last_read_seq, cleared_up_to_seq, own_sent, muted, hidden, own_revision)
        LEFT JOIN past_members p ON p.conversation_id = n.conversation_id AND p.account_id = n.account_id
        ON CONFLICT (conversation_id, account_id) DO UPDATE
        SET role = excluded.role, joined_at = excluded.joined_at, last_read_seq = excluded.last_read_seq, own_sent = excluded.own_sent,
            hidden = excluded.hidden, own_revision = excluded.own_revision
        """;

    public const string CountOwnMessages =
        """
        UPDATE conversation_members m SET own_sent = n.own_sent FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS n(conversation_id, account_id, own_sent)
        WHERE m.conversation_id = n.conversation_id AND m.account_id = n.account_id
        """;

    public const string UpdateMembers =
        """
        UPDATE conversation_members m
        SET role = n.role, last_read_seq = n.last_read_seq, cleared_up_to_seq = n.cleared_up_to_seq, own_sent = n.own_sent, muted = n.muted,
            hidden = n.hidden, own_revision = n.own_revision
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bool[], $8::bool[], $9::bigint[])
             AS n(conversation_id, account_id, role, last_read_seq, cleared_up_to_seq, own_sent, muted, hidden, own_revision)
        WHERE m.conversation_id = n.conversation_id AND m.account_id = n.account_id
        """;

    public const string DeleteMembers =
        """
        WITH gone AS (
            DELETE FROM conversation_members m USING unnest($1::uuid[], $2::uuid[]) AS n(conversation_id, account_id)
            WHERE m.conversation_id = n.conversation_id AND m.account_id = n.account_id
            RETURNING m.conversation_id, m.account_id, m.muted, m.cleared_up_to_seq)
        INSERT INTO past_members (conversation_id, account_id, muted, cleared_up_to_seq) SELECT * FROM gone
        ON CONFLICT (conversation_id, account_id) DO UPDATE SET muted = excluded.muted, cleared_up_to_seq = excluded.cleared_up_to_seq
        """;

    // Sorted, so that two lanes never wait for each other in a circle.
    public const string InsertOwnCounters =
        "INSERT INTO own_counters (account_id, revision) SELECT id, 0 FROM unnest($1::uuid[]) AS n(id) ORDER BY id ON CONFLICT (account_id) DO NOTHING";

    public const string UpdateOwnCounters =
        """
        UPDATE own_counters o SET revision = n.revision FROM unnest($1::uuid[], $2::bigint[]) AS n(account_id, revision)
        WHERE o.account_id = n.account_id
        """;
}
