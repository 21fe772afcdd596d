using Chat.Contracts.Accounts;

namespace Chat.Contracts.Assistant;

/// <summary>What one reply cost, for admins: figures and ids, no text.</summary>
public sealed record ReplyRecord
{
    public required Guid MessageId { get; init; }

    public required Guid ConversationId { get; init; }

    public required Guid AskerId { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Status { get; init; }

    public string? Model { get; init; }

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }

    public int? FirstTokenMs { get; init; }
}

public sealed record ReplyRecordPage
{
    public required IReadOnlyList<ReplyRecord> Replies { get; init; }

    public Guid? Next { get; init; }
}

/// <summary>What one person used on one day of UTC; replies, and the short texts written for them.</summary>
public sealed record UsageOfDay
{
    /// <summary>As <c>2026-11-20</c>.</summary>
    public required string Day { get; init; }

    public required User User { get; init; }

    public required long Replies { get; init; }

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }
}

public sealed record UsageReport
{
    /// <summary>Of each user and day; 0: no limit.</summary>
    public required long TokensPerDay { get; init; }

    public required IReadOnlyList<UsageOfDay> Days { get; init; }
}
