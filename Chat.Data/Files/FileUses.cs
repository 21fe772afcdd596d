using Chat.Core.Files;
using Npgsql;

namespace Chat.Data.Files;

internal sealed class FileUses(ChatDatabase database) : IFileUses
{
    // Rows of message_attachments go with the deletion of their message; a note is for agents alone.
    internal const string ShownTo =
        """
        SELECT EXISTS (
            SELECT 1 FROM message_attachments a
            JOIN conversation_members p ON p.conversation_id = a.conversation_id AND p.account_id = $2 AND p.cleared_up_to_seq < a.seq
            JOIN messages m ON m.id = a.message_id
            WHERE a.file_id = $1
              AND (m.type <> 'note' OR EXISTS (SELECT 1 FROM accounts u WHERE u.id = $2 AND u.role IN ('agent', 'admin'))))
        """;

    private const string Unclaimed = "f.claimed_at IS NULL AND (f.created_at < $1 OR f.uploader_id IS NULL)";

    private const string Unshown =
        "f.claimed_at < $2 AND NOT EXISTS (SELECT 1 FROM message_attachments a WHERE a.file_id = f.id)";

    private const string Find = $"SELECT f.id FROM files f WHERE {Unclaimed} UNION ALL SELECT f.id FROM files f WHERE {Unshown} LIMIT $3";

    // Asked again: a claim that comes first keeps its file, one that comes second finds none.
    private const string Forget = $"DELETE FROM files f WHERE f.id = ANY($3) AND (({Unclaimed}) OR ({Unshown})) RETURNING f.id";

    public async Task<bool> IsShownToAsync(Guid fileId, Guid accountId, CancellationToken cancellationToken)
    {
        await using var command = Command(ShownTo, fileId, accountId);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public Task<IReadOnlyList<Guid>> FindUnusedAsync(UnusedSince since, int limit, CancellationToken cancellationToken) =>
        ReadAsync(Command(Find, since.Uploaded, since.Claimed, limit), cancellationToken);

    public Task<IReadOnlyList<Guid>> ForgetAsync(IReadOnlyList<Guid> ids, UnusedSince since, CancellationToken cancellationToken) =>
        ReadAsync(Command(Forget, since.Uploaded, since.Claimed, ids.ToArray()), cancellationToken);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.Source.CreateCommand(sql);
        foreach (var value in values) { command.Parameters.Add(new() { Value = value }); }
        return command;
    }

    private static async Task<IReadOnlyList<Guid>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) { ids.Add(reader.GetGuid(0)); }
        }

        return ids;
    }
}
