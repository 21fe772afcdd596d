namespace Chat.Contracts.Server;

public sealed record Connected
{
    public required string ConnectionId { get; init; }

    public required DateTimeOffset ServerTime { get; init; }

    public Guid? UserId { get; init; }

    public required ServerInfo ServerInfo { get; init; }
}

public sealed record Problem
{
    public required string Code { get; init; }

    public required string Message { get; init; }

    /// <summary>True when events were left out on this connection: call <c>Sync</c> with what is known.</summary>
    public bool? Sync { get; init; }
}
