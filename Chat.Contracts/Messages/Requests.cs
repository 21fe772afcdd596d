namespace Chat.Contracts.Messages;

public sealed record GetMessagesRequest
{
    public required Guid ConversationId { get; init; }

    /// <summary>Messages with a smaller seq, the nearest ones.</summary>
    public long? Before { get; init; }

    /// <summary>Messages with a greater seq, the nearest ones.</summary>
    public long? After { get; init; }

    public int? Limit { get; init; }
}

public sealed record MessagePage
{
    /// <summary>In seq order.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    public required bool HasMore { get; init; }
}

public sealed record SendMessageRequest
{
    public required Guid ConversationId { get; init; }

    /// <summary>Chosen by the client: the same one from the same sender is the same message, however often it is sent.</summary>
    public required string ClientMessageId { get; init; }

    public required string Content { get; init; }

    public MessageType? Type { get; init; }

    public IReadOnlyList<Guid>? AttachmentIds { get; init; }

    public Guid? ReplyTo { get; init; }

    public string? Emotion { get; init; }

    /// <summary>Refused as a conflict when somebody else answered after this seq.</summary>
    public long? IfUnansweredSince { get; init; }
}

public sealed record EditMessageRequest
{
    public required Guid MessageId { get; init; }

    public required string Content { get; init; }
}

public sealed record MessageRequest
{
    public required Guid MessageId { get; init; }
}

public sealed record ReactRequest
{
    public required Guid MessageId { get; init; }

    public required string Emoji { get; init; }

    public required bool On { get; init; }
}

public sealed record SetTypingRequest
{
    public required Guid ConversationId { get; init; }

    public required bool IsTyping { get; init; }
}

public sealed record MarkReadRequest
{
    public required Guid ConversationId { get; init; }

    public required long Seq { get; init; }
}

public sealed record SearchMessagesRequest
{
    public required string Query { get; init; }

    public Guid? ConversationId { get; init; }

    public int? Limit { get; init; }

    public string? Before { get; init; }
}

public sealed record SearchPage
{
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    public string? Next { get; init; }
}

public sealed record SearchHit
{
    public required Message Message { get; init; }

    /// <summary>Plain text around the words found, which stand between U+E000 and U+E001.</summary>
    public required string Snippet { get; init; }
}

public sealed record FindUsersRequest
{
    public required string Query { get; init; }

    public int? Limit { get; init; }
}
