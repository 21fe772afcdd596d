using Chat.Contracts.Accounts;
using Chat.Core.Search;
using Chat.Data.Conversations;

namespace Chat.Data.Search;

internal sealed class People(ChatDatabase database) : IPeople
{
    // A shorter part has no trigram to find it by, except at the beginning of a word.
    private const int ShortestPart = 3;

    private const string Names = "chat_fold_name(a.username || ' ' || a.display_name)";

    public const string Find =
        $"""
        SELECT {UserRows.Columns} FROM accounts a
        WHERE {Names} LIKE '%' || substr(chat_fold_name($1), $2) || '%' AND a.role <> 'bot' AND a.disabled_at IS NULL AND a.deleted_at IS NULL
        ORDER BY {Names} LIKE '%' || chat_fold_name($1) || '%' DESC, length(a.username), a.username LIMIT $3
        """;

    private const string CountExisting = "SELECT count(*) FROM accounts WHERE id = ANY($1) AND disabled_at IS NULL AND deleted_at IS NULL";

    private const string Existing =
        $"SELECT {UserRows.Columns} FROM accounts a WHERE a.id = ANY($1) AND a.disabled_at IS NULL AND a.deleted_at IS NULL";

    public async Task<IReadOnlyList<User>> FindAsync(string query, int limit, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Find).With(Escape(query)).With(query.Length < ShortestPart ? 1 : 2).With(limit);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var people = new List<User>();
        while (await reader.ReadAsync(cancellationToken)) { people.Add(UserRows.Read(reader, 0)); }

        return people;
    }

    public async Task<bool> AllExistAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken)
    {
        if (accountIds.Count is 0) { return true; }
        await using var batch = database.Source.CreateBatch();
        batch.Add(CountExisting).With<Guid[]>([.. accountIds]);
        return (long)(await batch.ExecuteScalarAsync(cancellationToken))! == accountIds.Count;
    }

    public async Task<IReadOnlyDictionary<Guid, User>> GetAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Existing).With<Guid[]>([.. accountIds]);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var people = new Dictionary<Guid, User>();
        while (await reader.ReadAsync(cancellationToken)) { people.Add(reader.GetGuid(0), UserRows.Read(reader, 0)); }

        return people;
    }

    private static string Escape(string query) => query.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
