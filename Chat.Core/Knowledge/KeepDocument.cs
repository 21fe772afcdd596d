using Chat.Contracts.Assistant;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Knowledge;

/// <summary>An admin gives a document, or another one in its place; answers rest on it from then on.</summary>
public sealed class KeepDocument(IDocumentReader reader, IKnowledgeStore store, TimeProvider clock)
{
    public const int MaxBytes = 10 * 1024 * 1024;

    public static readonly Refusal TooLarge = Refusal.TooLarge("A document has at most 10 MB.");

    /// <summary>Asked before anything is read.</summary>
    public static Refusal? Check(Caller caller) => caller.IsAdmin ? null : Refusal.Forbidden("Only an admin may change what the assistant knows.");

    public async Task<Result<KnowledgeDocument>> HandleAsync(Caller caller, Guid? replaced, DocumentUpload upload, CancellationToken cancellationToken)
    {
        if (Check(caller) is { } forbidden) { return forbidden; }
        if (upload.Content.Length > MaxBytes) { return TooLarge; }
        var before = replaced is { } id ? await store.FindAsync(id, cancellationToken) : null;
        if (replaced is not null && before is null) { return KnowledgeRefusals.NoDocument; }
        if ((await reader.ReadAsync(upload, cancellationToken)).IsRefused(out var refusal, out var read)) { return refusal; }

        var now = clock.GetUtcNow();
        var document = new KnowledgeDocument
        {
            Id = before?.Id ?? Guid.CreateVersion7(now), Title = read.Title, Kind = read.Kind, Passages = read.Passages.Count,
            AddedAt = before?.AddedAt ?? now, UpdatedAt = now,
        };
        await store.KeepAsync(document, read.Passages, cancellationToken);
        return document;
    }
}
