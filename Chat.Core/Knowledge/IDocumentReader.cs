using Chat.Contracts.Assistant;
using Chat.Core.Results;

namespace Chat.Core.Knowledge;

/// <summary>Understands documents: what kind they are, how they are divided.</summary>
public interface IDocumentReader
{
    Task<Result<ReadDocument>> ReadAsync(DocumentUpload upload, CancellationToken cancellationToken);
}

/// <summary>What an admin sends; all but the content are their own words.</summary>
public sealed record DocumentUpload(string? Title, string? FileName, string? ContentType, byte[] Content);

public sealed record ReadDocument(string Title, DocumentKind Kind, IReadOnlyList<Passage> Passages);

/// <summary>A server without an assistant.</summary>
internal sealed class NoReader : IDocumentReader
{
    public Task<Result<ReadDocument>> ReadAsync(DocumentUpload upload, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ReadDocument>>(Refusal.Unavailable("This server has no assistant that could read documents."));
}
