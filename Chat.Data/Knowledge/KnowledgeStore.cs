using Chat.Contracts.Assistant;
using Chat.Core.Knowledge;
using Chat.Core.Search;
using Chat.Data.Conversations;
using Chat.Data.Naming;
using Chat.Data.Search;
using Npgsql;

namespace Chat.Data.Knowledge;

internal sealed class KnowledgeStore(ChatDatabase database) : IKnowledgeStore
{
    // Some megabytes of one round trip.
    private const int PassagesAtOnce = 500;

    public async Task KeepAsync(KnowledgeDocument document, IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var begin = new NpgsqlBatch(connection))
        {
            begin.Add(KnowledgeSql.Rise);
            begin.Add(KnowledgeSql.Keep).With(document.Id).With(document.Title).With(EnumWords<DocumentKind>.Of(document.Kind)).With(document.Passages)
                .With(document.AddedAt.UtcDateTime).With(document.UpdatedAt.UtcDateTime);
            begin.Add(KnowledgeSql.Empty).With(document.Id);
            await begin.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var some in passages.Select((passage, at) => (Passage: passage, Number: at + 1)).Chunk(PassagesAtOnce))
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var (passage, number) in some) { Add(batch, document, passage, number); }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(KnowledgeSql.Rise);
        var delete = batch.Add(KnowledgeSql.Delete).With(id);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return delete.RecordsAffected > 0;
    }

    public async Task<KnowledgeDocument?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await ReadAsync(batch => batch.Add(KnowledgeSql.Find).With(id), Document, cancellationToken) is [var found, ..] ? found : null;

    public Task<IReadOnlyList<KnowledgeDocument>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken) =>
        ReadAsync(batch => batch.Add(KnowledgeSql.List).With(before).With(limit), Document, cancellationToken);

    public Task<IReadOnlyList<KnowledgePassage>> PassagesAsync(Guid documentId, CancellationToken cancellationToken) => ReadAsync(
        batch => batch.Add(KnowledgeSql.Passages).With(documentId),
        row => new KnowledgePassage { Number = row.GetInt32(0), Section = row.IsDBNull(1) ? null : row.GetString(1), Text = row.GetString(2) },
        cancellationToken);

    public Task<IReadOnlyList<FoundPassage>> SearchAsync(IReadOnlyCollection<Word> words, int limit, CancellationToken cancellationToken)
    {
        var query = string.Join(" | ", words.SelectMany(word => (string[])[word.Exact, word.Folded]).Distinct(StringComparer.Ordinal).Select(WordVectors.Quote));
        return ReadAsync(batch => batch.Add(KnowledgeSql.Search).With(query).With(limit), Found, cancellationToken);
    }

    public Task<IReadOnlyList<FoundPassage>> ReadAsync(IReadOnlyCollection<PassageKey> keys, CancellationToken cancellationToken) => ReadAsync(
        batch => batch.Add(KnowledgeSql.Read).With<Guid[]>([.. keys.Select(key => key.DocumentId)]).With<int[]>([.. keys.Select(key => key.Number)]),
        Found, cancellationToken);

    public async Task<long> VersionAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(KnowledgeSql.Version);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public Task<IReadOnlyList<PassageVector>> VectorsAsync(string model, CancellationToken cancellationToken) => ReadAsync(
        batch => batch.Add(KnowledgeSql.Vectors).With(model),
        row => new PassageVector(new(row.GetGuid(0), row.GetInt32(1)), row.GetFieldValue<float[]>(2)),
        cancellationToken);

    private static void Add(NpgsqlBatch batch, KnowledgeDocument document, Passage passage, int number) => batch.Add(KnowledgeSql.Add)
        .With(document.Id).With(number).With(passage.Section).With(passage.Text)
        .With(WordVectors.Of($"{document.Title} {passage.Section} {passage.Text}") ?? "")
        .With(passage.Embedding?.Model).With(passage.Embedding?.Vector);

    private static KnowledgeDocument Document(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0), Title = row.GetString(1), Kind = EnumWords<DocumentKind>.Read(row.GetString(2)), Passages = row.GetInt32(3),
        AddedAt = row.GetMoment(4), UpdatedAt = row.GetMoment(5),
    };

    private static FoundPassage Found(NpgsqlDataReader row) =>
        new(new(row.GetGuid(0), row.GetInt32(1)), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4));

    private async Task<IReadOnlyList<T>> ReadAsync<T>(Action<NpgsqlBatch> ask, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        ask(batch);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var all = new List<T>();
        while (await row.ReadAsync(cancellationToken)) { all.Add(read(row)); }

        return all;
    }
}
