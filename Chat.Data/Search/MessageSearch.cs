using Chat.Core.Search;
using Chat.Data.Conversations;
using Npgsql;

namespace Chat.Data.Search;

internal sealed class MessageSearch(ChatDatabase database, WordIndex index) : IMessageSearch
{
    // A month of age weighs as much as a tenth of rank. It is counted from the epoch and not from now, so that a page's place stays.
    public const string Find =
        $"""
        SELECT {MessageRows.Columns}, found.is_exact, found.score
        FROM (
            SELECT x.id, w.words @@ $3::text::tsquery AS is_exact,
                   (10 * ts_rank(w.words, $2::text::tsquery) + extract(epoch FROM x.created_at) / 2592000)::float8 AS score
            FROM message_words w
            JOIN conversation_members p ON p.conversation_id = w.conversation_id AND p.account_id = $1
            JOIN messages x ON x.conversation_id = w.conversation_id AND x.seq = w.seq
            WHERE w.words @@ $2::text::tsquery AND x.deleted_at IS NULL AND w.seq > p.cleared_up_to_seq
              AND ($4::uuid IS NULL OR w.conversation_id = $4)) AS found
        JOIN messages m ON m.id = found.id {MessageRows.WithSender}
        WHERE $5::bool IS NULL OR (found.is_exact, found.score, found.id) < ($5, $6::float8, $7::uuid)
        ORDER BY found.is_exact DESC, found.score DESC, found.id DESC LIMIT $8
        """;

    public async Task<IReadOnlyList<FoundMessage>> FindAsync(
        Guid accountId, SearchQuery query, Guid? conversationId, FoundCursor? before, int limit, CancellationToken cancellationToken)
    {
        await index.CatchUpAsync(accountId, conversationId, cancellationToken);
        await using var batch = database.Source.CreateBatch();
        batch.Add(Find).With(accountId).With(Text(query, word => word.Folded)).With(Text(query, word => word.Exact)).With(conversationId)
            .With(before?.IsExact).With(before?.Score ?? 0).With(before?.Id ?? Guid.Empty).With(limit);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var found = new List<FoundMessage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var message = MessageRows.Read(reader);
            found.Add(new(message, new(reader.GetBoolean(MessageRows.Count), reader.GetDouble(MessageRows.Count + 1), message.Id)));
        }

        return found;
    }

    private static string Text(SearchQuery query, Func<Word, string> form) =>
        string.Join(" & ", query.Words.Select(word => WordVectors.Quote(form(word)))) + (query.IsLastOpen ? ":*" : "");
}
