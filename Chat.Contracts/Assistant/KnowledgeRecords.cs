using System.Text.Json.Serialization;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Assistant;

/// <summary>A document that the assistant answers from.</summary>
public sealed record KnowledgeDocument
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required DocumentKind Kind { get; init; }

    public required int Passages { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

public sealed record KnowledgePage
{
    public required IReadOnlyList<KnowledgeDocument> Documents { get; init; }

    public Guid? Next { get; init; }
}

/// <summary>A document as it was understood.</summary>
public sealed record KnowledgeContent
{
    public required KnowledgeDocument Document { get; init; }

    public required IReadOnlyList<KnowledgePassage> Passages { get; init; }
}

public sealed record KnowledgePassage
{
    public required int Number { get; init; }

    /// <summary>The headings above it, outermost first.</summary>
    public string? Section { get; init; }

    public required string Text { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<DocumentKind>))]
public enum DocumentKind
{
    Text,
    Markdown,
    Html,
    Pdf,
}
