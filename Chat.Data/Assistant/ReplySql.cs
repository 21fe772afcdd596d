using Chat.Data.Conversations;

namespace Chat.Data.Assistant;

internal static class ReplySql
{
    // A second run of the same reply keeps what the first one cost.
    public const string Open =
        """
        INSERT INTO assistant_replies (message_id, conversation_id, question_id, asker_id, node_id, asked_at, seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)
        ON CONFLICT (message_id) DO UPDATE SET asker_id = excluded.asker_id, node_id = excluded.node_id, seen_at = excluded.seen_at, finished_at = NULL
        """;

    public const string Drop = "DELETE FROM assistant_replies WHERE message_id = $1 AND status IS NULL";

    public const string Settle = "UPDATE assistant_replies SET finished_at = seen_at WHERE message_id = $1";

    // A revision is for what clients must not miss; between two of them the text only grows. One that is written again has another.
    public const string SaveTexts =
        """
        UPDATE messages m SET content = n.content FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS n(id, revision, content)
        WHERE m.id = n.id AND m.revision = n.revision AND m.status = 'streaming'
        """;

    public const string Beat = "UPDATE assistant_replies SET seen_at = $2 WHERE node_id = $1 AND finished_at IS NULL";

    public const string Close =
        """
        UPDATE assistant_replies SET finished_at = $2, status = $3, model = $4, tokens_in = tokens_in + $5, tokens_out = tokens_out + $6, first_token_ms = $7
        WHERE message_id = $1
        """;

    public const string AddUsage =
        """
        INSERT INTO assistant_usage (account_id, day, replies, tokens_in, tokens_out) VALUES ($1, $2, 1, $3, $4)
        ON CONFLICT (account_id, day) DO UPDATE SET replies = assistant_usage.replies + 1,
            tokens_in = assistant_usage.tokens_in + excluded.tokens_in, tokens_out = assistant_usage.tokens_out + excluded.tokens_out
        """;

    public const string Charge =
        """
        INSERT INTO assistant_usage (account_id, day, replies, tokens_in, tokens_out) VALUES ($1, $2, 0, $3, $4)
        ON CONFLICT (account_id, day) DO UPDATE
        SET tokens_in = assistant_usage.tokens_in + excluded.tokens_in, tokens_out = assistant_usage.tokens_out + excluded.tokens_out
        """;

    // Ids are in the order of time.
    public const string List =
        """
        SELECT message_id, conversation_id, asker_id, asked_at, finished_at, status, model, tokens_in, tokens_out, first_token_ms
        FROM assistant_replies WHERE $1::uuid IS NULL OR message_id < $1 ORDER BY message_id DESC LIMIT $2
        """;

    public const string Usage =
        $"""
        SELECT u.day, u.replies, u.tokens_in, u.tokens_out, {UserRows.Columns}
        FROM assistant_usage u JOIN accounts a ON a.id = u.account_id
        WHERE u.day >= $1 ORDER BY u.day DESC, u.tokens_in + u.tokens_out DESC, u.account_id LIMIT $2
        """;

    private const string Plan = "SELECT message_id, conversation_id, question_id, asker_id FROM assistant_replies";

    public const string Orphans = Plan + " WHERE finished_at IS NULL AND (node_id = $1 OR seen_at < $2) ORDER BY asked_at LIMIT 1000";

    public const string Find = Plan + " WHERE message_id = $1";

    public const string Tokens = "SELECT coalesce(sum(tokens_in + tokens_out), 0)::bigint FROM assistant_usage WHERE account_id = $1 AND day = $2";
}
