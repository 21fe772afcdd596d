using System.Text.Json.Serialization;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;

namespace Chat.Bench.Encoding;

/// <summary>The contract's <c>Message</c>, field by field.</summary>
internal sealed record SampleMessage
{
    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required long Seq { get; init; }

    public required Guid SenderId { get; init; }

    public User? Sender { get; init; }

    public required SampleRole Role { get; init; }

    public required SampleType Type { get; init; }

    public required string Content { get; init; }

    public required SampleStatus Status { get; init; }

    public required IReadOnlyList<SampleAttachment> Attachments { get; init; }

    public Guid? ReplyTo { get; init; }

    public required IReadOnlyList<SampleReaction> Reactions { get; init; }

    public string? Emotion { get; init; }

    public int? HeardUpTo { get; init; }

    public Guid? ClientMessageId { get; init; }

    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed record SampleAttachment
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }
}

internal sealed record SampleReaction
{
    public required string Emoji { get; init; }

    public required IReadOnlyList<Guid> UserIds { get; init; }
}

/// <summary>The contract's <c>VideoFrame</c>.</summary>
internal sealed record SampleFrame
{
    public required long Id { get; init; }

    public required byte[] Image { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<SampleRole>))]
internal enum SampleRole
{
    User,
    Assistant,
    System,
}

[JsonConverter(typeof(CamelCaseEnumConverter<SampleType>))]
internal enum SampleType
{
    Text,
    Image,
}

[JsonConverter(typeof(CamelCaseEnumConverter<SampleStatus>))]
internal enum SampleStatus
{
    Streaming,
    Complete,
}

/// <summary>Generated metadata, as the contract's own records have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnumConverter<UserRole>)])]
[JsonSerializable(typeof(SampleMessage))]
[JsonSerializable(typeof(SampleFrame))]
internal sealed partial class SampleJson : JsonSerializerContext;
