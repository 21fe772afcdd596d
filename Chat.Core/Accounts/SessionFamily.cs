namespace Chat.Core.Accounts;

/// <summary>One sign-in on one device: every refresh token that descends from it, and every connection it opened.</summary>
public sealed class SessionFamily
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Moves on with every refresh; a device that stays away longer signs in again.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public SessionEnd? EndedBy { get; set; }
}

public enum SessionEnd
{
    Logout,
    Reuse,
    Disabled,
}

/// <summary>A token that may be used once. Only its SHA-256 is kept.</summary>
public sealed class RefreshToken
{
    public required byte[] Hash { get; init; }

    public required Guid FamilyId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? SpentAt { get; set; }
}
