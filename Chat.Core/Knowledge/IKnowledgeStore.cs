using Chat.Contracts.Assistant;
using Chat.Core.Search;

namespace Chat.Core.Knowledge;

/// <summary>The documents on disk. What is kept, replaced or deleted is so for the next question.</summary>
public interface IKnowledgeStore
{
    /// <summary>Takes the place of a document with the same id.</summary>
    Task KeepAsync(KnowledgeDocument document, IReadOnlyList<Passage> passages, CancellationToken cancellationToken);

    Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken);

    Task<KnowledgeDocument?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<KnowledgeDocument>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<KnowledgePassage>> PassagesAsync(Guid documentId, CancellationToken cancellationToken);

    /// <summary>Passages with any of the words, those with most of them first.</summary>
    Task<IReadOnlyList<FoundPassage>> SearchAsync(IReadOnlyCollection<Word> words, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<FoundPassage>> ReadAsync(IReadOnlyCollection<PassageKey> keys, CancellationToken cancellationToken);

    /// <summary>Rises with every change.</summary>
    Task<long> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Of all passages that a model embedded.</summary>
    Task<IReadOnlyList<PassageVector>> VectorsAsync(string model, CancellationToken cancellationToken);
}

/// <summary>A part of a document that is found and cited by itself.</summary>
public sealed record Passage(string? Section, string Text)
{
    public PassageEmbedding? Embedding { get; init; }
}

/// <summary>A passage's meaning as a vector of length 1, and the model that says so.</summary>
public sealed record PassageEmbedding(string Model, float[] Vector);

public readonly record struct PassageKey(Guid DocumentId, int Number);

public sealed record FoundPassage(PassageKey Key, string Title, string? Section, string Text);

public sealed record PassageVector(PassageKey Key, float[] Vector);
