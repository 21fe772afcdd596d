namespace Chat.Contracts.Accounts;

/// <summary>What signs a device in: a short-lived access token, and a refresh token that may be used once.</summary>
public sealed record Session
{
    public required string AccessToken { get; init; }

    public required DateTimeOffset AccessTokenExpiresAt { get; init; }

    public required string RefreshToken { get; init; }

    public required User User { get; init; }

    /// <summary>Given when a face was enrolled with it: for the device to keep, so that it may be signed in on by face.</summary>
    public string? DeviceKey { get; init; }
}
