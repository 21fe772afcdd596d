using System.Text.Json.Serialization;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Conversations;

public sealed record Conversation
{
    public required Guid Id { get; init; }

    public required ConversationKind Kind { get; init; }

    public required string Title { get; init; }

    public string? AvatarUrl { get; init; }

    /// <summary>At most 50: the caller and the owners first. <c>GetParticipants</c> pages through all.</summary>
    public required IReadOnlyList<Participant> Participants { get; init; }

    public required int ParticipantCount { get; init; }

    public Message? LastMessage { get; init; }

    /// <summary>The caller's own.</summary>
    public required long UnreadCount { get; init; }

    public required long LastSeq { get; init; }

    /// <summary>The caller's own.</summary>
    public required long LastReadSeq { get; init; }

    /// <summary>The caller's own: messages up to it are not shown to them any more.</summary>
    public long ClearedUpToSeq { get; init; }

    /// <summary>Rises by one with every change; what is applied at the last one plus one has lost nothing.</summary>
    public required long Revision { get; init; }

    /// <summary>The caller's own.</summary>
    public required bool Muted { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last activity, by which lists are sorted.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

public sealed record Participant
{
    public required User User { get; init; }

    public required ParticipantRole Role { get; init; }

    /// <summary>Zero in conversations of more than 100 members, where read marks are the reader's own affair.</summary>
    public required long LastReadSeq { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<ConversationKind>))]
public enum ConversationKind
{
    Assistant,
    Private,
    Group,
    Support,
}

[JsonConverter(typeof(CamelCaseEnumConverter<ParticipantRole>))]
public enum ParticipantRole
{
    Owner,
    Member,
}
