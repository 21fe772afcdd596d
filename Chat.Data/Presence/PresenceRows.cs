using Chat.Contracts.Presence;

namespace Chat.Data.Presence;

/// <summary>What an account wants to be shown as, and what others were told last.</summary>
internal sealed class AccountPresence
{
    public required Guid AccountId { get; init; }

    public required PresenceStatus Status { get; init; }

    public required PresenceStatus Shown { get; init; }

    public DateTimeOffset? LastSeenAt { get; init; }
}

internal sealed class PresenceNode
{
    public required Guid NodeId { get; init; }

    public required DateTimeOffset BeatAt { get; init; }

    public required DateTimeOffset AliveUntil { get; init; }
}

/// <summary>The account is connected to the node.</summary>
internal sealed class PresenceSession
{
    public required Guid AccountId { get; init; }

    public required Guid NodeId { get; init; }
}
