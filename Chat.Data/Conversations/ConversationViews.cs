using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Npgsql;

namespace Chat.Data.Conversations;

internal sealed class ConversationViews(ChatDatabase database) : IConversationViews
{
    private const string Members =
        """
        SELECT c.revision, array(SELECT m.account_id FROM conversation_members m WHERE m.conversation_id = c.id)
        FROM conversations c WHERE c.id = $1 AND c.deleted_at IS NULL
        """;

    public const string ChangedSince =
        $"""
        SELECT {MessageRows.Columns}
        FROM (SELECT x.* FROM messages x WHERE x.conversation_id = $1 AND x.revision > $2 ORDER BY x.revision LIMIT $3) AS m {MessageRows.WithSender}
        ORDER BY m.revision
        """;

    private const string Sharing =
        """
        SELECT n.id FROM unnest($2::uuid[]) AS n(id) WHERE EXISTS (
            SELECT 1 FROM conversation_members me JOIN conversation_members they ON they.conversation_id = me.conversation_id
            WHERE me.account_id = $1 AND they.account_id = n.id)
        """;

    private const string Contacts =
        """
        SELECT DISTINCT they.account_id FROM conversation_members me
        JOIN conversations c ON c.id = me.conversation_id AND c.member_count <= $2
        JOIN conversation_members they ON they.conversation_id = me.conversation_id
        WHERE me.account_id = $1 AND they.account_id <> $1
        """;

    public async Task<MemberList?> MembersAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        await using var ask = database.Source.CreateCommand(Members);
        ask.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversationId });
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new(row.GetFieldValue<Guid[]>(1), row.GetInt64(0)) : null;
    }

    public async Task<IReadOnlyDictionary<Guid, Conversation>> ForAsync(
        Guid conversationId, IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var seen = await SeenConversations.ReadAsync(
            connection, [.. accountIds.Distinct().Select(id => (conversationId, id))], isInSnapshot: false, cancellationToken);
        return seen.ToDictionary(one => one.AccountId, one => one.Conversation);
    }

    public async Task<IReadOnlyList<Message>> ChangedSinceAsync(Guid conversationId, long revision, int limit, CancellationToken cancellationToken)
    {
        await using var ask = database.Source.CreateCommand(ChangedSince);
        ask.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversationId });
        ask.Parameters.Add(new NpgsqlParameter<long> { TypedValue = revision });
        ask.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        var messages = new List<Message>();
        while (await row.ReadAsync(cancellationToken)) { messages.Add(MessageRows.Read(row)); }

        return messages;
    }

    public async Task<IReadOnlySet<Guid>> SharingAsync(Guid accountId, IReadOnlyCollection<Guid> others, CancellationToken cancellationToken)
    {
        await using var ask = database.Source.CreateCommand(Sharing);
        ask.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
        ask.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. others] });
        return (await IdsAsync(ask, cancellationToken)).ToHashSet();
    }

    public async Task<IReadOnlyList<Guid>> ContactsAsync(Guid accountId, int maxMembers, CancellationToken cancellationToken)
    {
        await using var ask = database.Source.CreateCommand(Contacts);
        ask.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
        ask.Parameters.Add(new NpgsqlParameter<int> { TypedValue = maxMembers });
        return await IdsAsync(ask, cancellationToken);
    }

    private static async Task<List<Guid>> IdsAsync(NpgsqlCommand ask, CancellationToken cancellationToken)
    {
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await row.ReadAsync(cancellationToken)) { ids.Add(row.GetGuid(0)); }

        return ids;
    }
}
