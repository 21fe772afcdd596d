using System.Data.Common;
using Chat.Contracts.Messages;
using Chat.Core.Files;
using Chat.Core.Messages;
using Chat.Core.Results;
using Npgsql;

namespace Chat.Data.Files;

/// <summary>Notes that files are on their way into a message, which keeps the sweep from them: all of them or none.</summary>
internal sealed class FileClaims(ChatDatabase database, TimeProvider clock) : IAttachments
{
    // Locked in the order of ids, so that two claims never wait for each other in a circle.
    private const string Claim =
        """
        WITH mine AS MATERIALIZED (SELECT id FROM files WHERE id = ANY($2) AND uploader_id = $1 ORDER BY id FOR UPDATE)
        UPDATE files f SET claimed_at = $3 FROM mine
        WHERE f.id = mine.id AND (SELECT count(*) FROM mine) = cardinality($2)
        RETURNING f.id, f.name, f.content_type, f.size, f.width, f.height, f.has_thumbnail
        """;

    public async Task<Result<IReadOnlyList<Attachment>>> ClaimAsync(Guid senderId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Claim);
        command.Parameters.Add(new() { Value = senderId });
        command.Parameters.Add(new() { Value = ids.ToArray() });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });

        var claimed = new Dictionary<Guid, Attachment>(ids.Count);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken)) { claimed.Add(row.GetGuid(0), Read(row)); }
        return claimed.Count == ids.Count
            ? Result.Of<IReadOnlyList<Attachment>>([.. ids.Select(id => claimed[id])])
            : Refusal.NotFound("There is no such file.");
    }

    private static Attachment Read(DbDataReader row) => new StoredFile
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        ContentType = row.GetString(2),
        Size = row.GetInt64(3),
        Width = row.IsDBNull(4) ? null : row.GetInt32(4),
        Height = row.IsDBNull(5) ? null : row.GetInt32(5),
        HasThumbnail = row.GetBoolean(6),
    }.ToAttachment();
}
