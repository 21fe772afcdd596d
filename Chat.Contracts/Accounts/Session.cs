namespace Chat.Contracts.Accounts;

/// <summary>What signs a device in: a short-lived access token, and a refresh token that may be used once.</summary>
public sealed record Session
{
    public required string AccessToken { get; init; }

    public required DateTimeOffset AccessTokenExpiresAt { get; init; }

    public required string RefreshToken { get; init; }

    public required User User { get; init; }
}
