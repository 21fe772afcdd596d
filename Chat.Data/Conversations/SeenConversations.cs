using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Log;
using Chat.Data.Naming;
using Npgsql;

namespace Chat.Data.Conversations;

/// <summary>Conversations as their members see them, any number of them in one round trip.</summary>
internal static class SeenConversations
{
    public const int MaxParticipants = 50;

    /// <summary>A revision and what it describes must be of one moment.</summary>
    public const string BeginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public const string EndSnapshot = "COMMIT";

    public const string Seats =
        $"""
        SELECT c.id, c.kind, c.title, c.member_count, c.last_seq, c.revision, c.created_at, c.updated_at,
               m.role, m.joined_at, m.last_read_seq, m.cleared_up_to_seq, m.own_sent, m.muted, {UserRows.Columns}
        FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS n(conversation_id, account_id, place)
        JOIN conversation_members m ON m.conversation_id = n.conversation_id AND m.account_id = n.account_id
        JOIN conversations c ON c.id = n.conversation_id
        JOIN accounts a ON a.id = n.account_id
        ORDER BY n.place
        """;

    public const string FirstParticipants =
        $"""
        SELECT m.conversation_id, m.role, m.joined_at, m.last_read_seq, {UserRows.Columns}
        FROM unnest($1::uuid[]) WITH ORDINALITY AS n(id, place)
        CROSS JOIN LATERAL (
            SELECT x.* FROM conversation_members x WHERE x.conversation_id = n.id
            ORDER BY x.role DESC, x.joined_at, x.account_id LIMIT $2) AS m
        JOIN accounts a ON a.id = m.account_id
        ORDER BY n.place, m.role DESC, m.joined_at, m.account_id
        """;

    public const string LastMessages =
        $"""
        SELECT {MessageRows.Columns} FROM unnest($1::uuid[]) AS n(id)
        JOIN conversations c ON c.id = n.id
        JOIN messages m ON m.conversation_id = c.id AND m.seq = c.last_seq {MessageRows.WithSender}
        """;

    /// <summary>In the order asked for; pairs of which the account is no member are left out.</summary>
    public static async Task<IReadOnlyList<(Guid AccountId, Conversation Conversation)>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<(Guid ConversationId, Guid AccountId)> wanted, bool isInSnapshot, CancellationToken cancellationToken)
    {
        if (wanted.Count is 0) { return []; }
        Guid[] ids = [.. wanted.Select(one => one.ConversationId).Distinct()];
        await using var batch = new NpgsqlBatch(connection);
        if (!isInSnapshot) { batch.Add(BeginSnapshot); }
        batch.Add(Seats).With<Guid[]>([.. wanted.Select(one => one.ConversationId)]).With<Guid[]>([.. wanted.Select(one => one.AccountId)]);
        batch.Add(FirstParticipants).With(ids).With(MaxParticipants);
        batch.Add(LastMessages).With(ids);
        if (!isInSnapshot) { batch.Add(EndSnapshot); }
        await batch.PrepareAsync(cancellationToken);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var seats = new List<SeatRow>(wanted.Count);
        while (await reader.ReadAsync(cancellationToken)) { seats.Add(SeatRow.Read(reader)); }

        await reader.NextResultAsync(cancellationToken);
        var participants = await ReadParticipantsAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var last = new Dictionary<Guid, Message>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var message = MessageRows.Read(reader);
            last[message.ConversationId] = message;
        }

        return [.. seats.Select(seat => (seat.User.Id, seat.ToConversation(participants[seat.Id], last.GetValueOrDefault(seat.Id))))];
    }

    private static async Task<Dictionary<Guid, List<Participant>>> ReadParticipantsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var all = new Dictionary<Guid, List<Participant>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetGuid(0);
            if (!all.TryGetValue(id, out var list)) { all[id] = list = []; }
            list.Add(new()
            {
                User = UserRows.Read(reader, 4),
                Role = EnumWords<ParticipantRole>.Read(reader.GetString(1)),
                JoinedAt = reader.GetMoment(2),
                LastReadSeq = reader.GetInt64(3),
            });
        }

        return all;
    }
}
