namespace Chat.Data.Presence;

internal static class PresenceSql
{
    public const string Read = "SELECT account_id, shown, last_seen_at FROM account_presence WHERE account_id = ANY($1)";

    /// <summary>From the accounts that are still there: one that was deleted meanwhile must not spoil the rest.</summary>
    public const string Know =
        "INSERT INTO account_presence (account_id) SELECT id FROM accounts WHERE id = ANY($1) ORDER BY id ON CONFLICT DO NOTHING";

    public const string Arrive =
        "INSERT INTO presence_sessions (account_id, node_id) SELECT id, $2 FROM accounts WHERE id = ANY($1) ORDER BY id ON CONFLICT DO NOTHING";

    public const string Leave = "DELETE FROM presence_sessions WHERE node_id = $2 AND account_id = ANY($1)";

    /// <summary>Who is invisible was last seen when they became so: their coming and going stays theirs.</summary>
    public const string LastSeen =
        """
        UPDATE account_presence SET last_seen_at = greatest(last_seen_at, $2) WHERE account_id IN (
            SELECT account_id FROM account_presence WHERE account_id = ANY($1) AND status <> 'offline' ORDER BY account_id FOR UPDATE)
        """;

    public const string SetStatus =
        """
        INSERT INTO account_presence AS p (account_id, status) SELECT id, $2 FROM accounts WHERE id = $1
        ON CONFLICT (account_id) DO UPDATE
           SET status = $2, last_seen_at = CASE WHEN $2 = 'offline' AND p.shown <> 'offline' THEN $3 ELSE p.last_seen_at END
        """;

    public const string Settle =
        """
        WITH now_shown AS (
            SELECT p.account_id, CASE WHEN EXISTS (SELECT FROM presence_sessions s WHERE s.account_id = p.account_id)
                                      THEN p.status ELSE 'offline' END AS shown
            FROM account_presence p WHERE p.account_id = ANY($1) ORDER BY p.account_id FOR UPDATE OF p)
        UPDATE account_presence p SET shown = n.shown FROM now_shown n
        WHERE p.account_id = n.account_id AND p.shown <> n.shown
        RETURNING p.account_id, p.shown, p.last_seen_at
        """;

    /// <summary><c>xmax</c> is zero for a row that was inserted rather than updated.</summary>
    public const string Beat =
        """
        INSERT INTO presence_nodes (node_id, beat_at, alive_until) VALUES ($1, $2, $3)
        ON CONFLICT (node_id) DO UPDATE SET beat_at = $2, alive_until = $3 RETURNING xmax = 0
        """;

    public const string Stranded =
        """
        SELECT account_id FROM account_presence p
        WHERE shown <> 'offline' AND NOT EXISTS (SELECT FROM presence_sessions s WHERE s.account_id = p.account_id)
        """;

    public const string Sweep =
        """
        WITH gone AS (DELETE FROM presence_nodes WHERE alive_until <= $1 RETURNING node_id, beat_at),
             left_behind AS (DELETE FROM presence_sessions s USING gone g WHERE s.node_id = g.node_id RETURNING s.account_id, g.beat_at),
             seen AS (
                UPDATE account_presence p SET last_seen_at = greatest(p.last_seen_at, l.beat_at) FROM left_behind l
                WHERE p.account_id = l.account_id AND p.status <> 'offline')
        SELECT DISTINCT account_id FROM left_behind
        """;
}
