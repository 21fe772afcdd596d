using System.Text.Json.Serialization;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Messages;

public sealed record Message
{
    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    /// <summary>1, 2, 3 … in each conversation, without gaps.</summary>
    public required long Seq { get; init; }

    public required Guid SenderId { get; init; }

    public User? Sender { get; init; }

    public required MessageRole Role { get; init; }

    public required MessageType Type { get; init; }

    /// <summary>Empty once the message is deleted.</summary>
    public required string Content { get; init; }

    public required MessageStatus Status { get; init; }

    public required IReadOnlyList<Attachment> Attachments { get; init; }

    public Guid? ReplyTo { get; init; }

    public required IReadOnlyList<Reaction> Reactions { get; init; }

    /// <summary>The members that the text names with @.</summary>
    public IReadOnlyList<Guid>? Mentions { get; init; }

    public string? Emotion { get; init; }

    public int? HeardUpTo { get; init; }

    /// <summary>Passages of the knowledge that the assistant's reply rests on; their numbers stand in the text as [1], [2] …</summary>
    public IReadOnlyList<Citation>? Citations { get; init; }

    /// <summary>About an assistant's reply: that it waits for its turn, or why it failed. A sentence for a person.</summary>
    public string? Notice { get; init; }

    public string? ClientMessageId { get; init; }

    /// <summary>The conversation's at this message's last change.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}

public sealed record Reaction
{
    public required string Emoji { get; init; }

    public required IReadOnlyList<Guid> UserIds { get; init; }
}

public sealed record Citation
{
    public required int Number { get; init; }

    public required Guid DocumentId { get; init; }

    public required string Title { get; init; }

    /// <summary>The headings above the passage, outermost first.</summary>
    public string? Section { get; init; }

    /// <summary>The passage as it was when the reply was written.</summary>
    public required string Text { get; init; }
}

public sealed record Attachment
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>By content, not by name.</summary>
    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required string Url { get; init; }

    public string? ThumbnailUrl { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<MessageRole>))]
public enum MessageRole
{
    User,
    Assistant,
    System,
}

[JsonConverter(typeof(CamelCaseEnumConverter<MessageType>))]
public enum MessageType
{
    Text,
    Image,
    File,
    Audio,
    Video,
    Call,
    Note,
}

[JsonConverter(typeof(CamelCaseEnumConverter<MessageStatus>))]
public enum MessageStatus
{
    Complete,
    Streaming,
    Stopped,
    Failed,
}
