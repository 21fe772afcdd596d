using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;

namespace Chat.Contracts.Accounts;

/// <summary>Everything the server knows about the caller.</summary>
public sealed record AccountExport
{
    public required User User { get; init; }

    public string? Email { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExportedAt { get; init; }

    public required IReadOnlyList<SessionRecord> Sessions { get; init; }

    public required Consent Consent { get; init; }

    /// <summary>What is kept of the face itself is a sealed vector that means nothing outside of this server.</summary>
    public required IReadOnlyList<FaceDevice> FaceDevices { get; init; }

    public required IReadOnlyList<EmotionUpdate> Emotions { get; init; }

    /// <summary>What the user sent and is still there, with the addresses it is read at.</summary>
    public required IReadOnlyList<Attachment> Files { get; init; }

    /// <summary>What the user wrote and did not delete, wherever it was.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }
}

public sealed record SessionRecord
{
    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>It is the one that is asking.</summary>
    public bool? IsCurrent { get; init; }
}

/// <summary>An account as an admin sees it.</summary>
public sealed record AccountRecord
{
    public required User User { get; init; }

    public string? Email { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }
}

public sealed record AccountPage
{
    public required IReadOnlyList<AccountRecord> Accounts { get; init; }

    /// <summary>Give it as <c>before</c> for the next page; absent on the last one.</summary>
    public Guid? Next { get; init; }
}

/// <summary>Somebody tried to enrol a face that another account has. Only admins are told.</summary>
public sealed record FaceConflictRecord
{
    public required Guid Id { get; init; }

    /// <summary>Absent when it was a registration.</summary>
    public Guid? UserId { get; init; }

    public required Guid OtherUserId { get; init; }

    public required double Similarity { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What is absent stays as it is.</summary>
public sealed record ChangeAccessRequest
{
    public UserRole? Role { get; init; }

    public bool? Disabled { get; init; }
}
