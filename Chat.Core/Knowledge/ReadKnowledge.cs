using Chat.Contracts.Assistant;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Knowledge;

/// <summary>The documents, newest first, for admins.</summary>
public sealed class ListDocuments(IKnowledgeStore store)
{
    public const int MaxPage = 200;

    public async Task<Result<KnowledgePage>> HandleAsync(Caller caller, Guid? before, int? limit, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin) { return KnowledgeRefusals.OnlyAdmins; }
        if (limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }

        var size = limit ?? 50;
        var found = await store.ListAsync(before, size + 1, cancellationToken);
        return new KnowledgePage { Documents = [.. found.Take(size)], Next = found.Count > size ? found[size - 1].Id : null };
    }
}

/// <summary>A document with its passages, for admins.</summary>
public sealed class GetDocument(IKnowledgeStore store)
{
    public async Task<Result<KnowledgeContent>> HandleAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin) { return KnowledgeRefusals.OnlyAdmins; }
        if (await store.FindAsync(id, cancellationToken) is not { } document) { return KnowledgeRefusals.NoDocument; }
        return new KnowledgeContent { Document = document, Passages = await store.PassagesAsync(id, cancellationToken) };
    }
}

/// <summary>No answer rests on it any more; citations of earlier answers keep their passages.</summary>
public sealed class DeleteDocument(IKnowledgeStore store)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (KeepDocument.Check(caller) is { } forbidden) { return forbidden; }
        return await store.DeleteAsync(id, cancellationToken) ? new Done() : KnowledgeRefusals.NoDocument;
    }
}

internal static class KnowledgeRefusals
{
    public static readonly Refusal NoDocument = Refusal.NotFound("There is no such document.");

    public static readonly Refusal OnlyAdmins = Refusal.Forbidden("Only an admin may see the documents.");
}
