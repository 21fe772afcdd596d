using System.Text.Json.Serialization;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Presence;

public sealed record Presence
{
    public required Guid UserId { get; init; }

    public required PresenceStatus Status { get; init; }

    public DateTimeOffset? LastSeenAt { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<PresenceStatus>))]
public enum PresenceStatus
{
    Offline,
    Online,
    Away,
    Busy,
}

public sealed record GetPresenceRequest
{
    public required IReadOnlyList<Guid> UserIds { get; init; }
}

public sealed record SetStatusRequest
{
    /// <summary><c>offline</c> is to be invisible.</summary>
    public required PresenceStatus Status { get; init; }
}
