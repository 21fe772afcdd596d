using System.Data;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;
using Chat.Core.Sync;
using Npgsql;

namespace Chat.Data.Conversations;

internal sealed class SyncSource(ChatDatabase database) : ISyncSource
{
    // Beside the number of messages: a page of very long ones would be a burden to the connection.
    private const int MaxCharacters = 1_000_000;

    public async Task<SyncPage> ReadAsync(
        Guid accountId, IReadOnlyDictionary<Guid, long> known, long ownRevision, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var differences = await SyncDifferences.ReadAsync(connection, accountId, known, ownRevision, limit, cancellationToken);
        var page = SyncBudget.Fill(differences.Gaps, limit);
        var conversations = await ReadAsync(connection, accountId, page, cancellationToken);
        var own = await ReadAsync(connection, accountId, OwnAlone(differences, known), cancellationToken);
        await moment.CommitAsync(cancellationToken);

        var isWhole = conversations.Count == differences.Gaps.Count
            && (page.Count is 0 || conversations[^1].Conversation.Revision == page[^1].Gap.Revision);
        return new()
        {
            Conversations = [.. conversations, .. own],
            Removed = differences.Removed,
            Own = differences.Own,
            OwnRevision = differences.OwnRevision,
            More = !isWhole || differences.HasMoreOwn,
        };
    }

    /// <summary>Nothing changed in them for others; the caller's own unread count and last message may have.</summary>
    private static IReadOnlyList<(SyncGap Gap, int Limit)> OwnAlone(SyncDifferences differences, IReadOnlyDictionary<Guid, long> known)
    {
        var changed = differences.Gaps.Select(gap => gap.ConversationId).ToHashSet();
        return
        [
            .. differences.Own.Select(own => own.ConversationId).Where(id => !changed.Contains(id))
                .Select(id => (new SyncGap(id, known[id], known[id], LastSeq: 0, ClearedUpToSeq: 0), 0)),
        ];
    }

    private static async Task<IReadOnlyList<SyncedConversation>> ReadAsync(
        NpgsqlConnection connection, Guid accountId, IReadOnlyList<(SyncGap Gap, int Limit)> page, CancellationToken cancellationToken)
    {
        if (page is []) { return []; }
        var messages = await ChangedAsync(connection, page, cancellationToken);
        var seen = await SeenConversations.ReadAsync(
            connection, [.. page.Select(one => (one.Gap.ConversationId, accountId))], isInSnapshot: true, cancellationToken);

        var synced = new List<SyncedConversation>(page.Count);
        var characters = 0;
        for (var at = 0; at < page.Count && characters < MaxCharacters; at++)
        {
            synced.Add(Cut(seen[at].Conversation, [.. messages[page[at].Gap.ConversationId]], page[at].Limit, ref characters));
        }

        return synced;
    }

    /// <summary>What does not fit is left for the next page, and the revision says up to where this one is whole.</summary>
    private static SyncedConversation Cut(Conversation conversation, Message[] changed, int limit, ref int characters)
    {
        var kept = 0;
        while (kept < Math.Min(limit, changed.Length) && characters < MaxCharacters) { characters += changed[kept++].Content.Length; }

        return kept == changed.Length
            ? new() { Conversation = conversation, Messages = changed }
            : new() { Conversation = conversation with { Revision = changed[kept - 1].Revision }, Messages = changed[..kept] };
    }

    private static async Task<ILookup<Guid, Message>> ChangedAsync(
        NpgsqlConnection connection, IReadOnlyList<(SyncGap Gap, int Limit)> page, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(SyncDifferences.Changed)
            .With<Guid[]>([.. page.Select(one => one.Gap.ConversationId)])
            .With<long[]>([.. page.Select(one => one.Gap.From)])
            .With<long[]>([.. page.Select(one => one.Gap.ClearedUpToSeq)])
            .With<int[]>([.. page.Select(one => one.Limit + 1)]);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var messages = new List<Message>();
        while (await reader.ReadAsync(cancellationToken)) { messages.Add(MessageRows.Read(reader)); }

        return messages.ToLookup(message => message.ConversationId);
    }
}
