using Chat.Contracts.Accounts;

namespace Chat.Core.Accounts;

/// <summary>A person, or something that speaks like one.</summary>
public sealed class Account
{
    public const int MaxDisplayNameLength = 80;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As the user wrote it, in NFC.</summary>
    public required string Username { get; init; }

    /// <summary>What two names that look alike have in common; unique.</summary>
    public required string UsernameKey { get; init; }

    public required string DisplayName { get; set; }

    public string? Email { get; set; }

    /// <summary>Absent for those who sign in at another site.</summary>
    public string? PasswordHash { get; set; }

    public UserRole Role { get; set; }

    public string? Language { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; set; }

    public User ToUser() => new()
    {
        Id = Id,
        Username = Username,
        DisplayName = DisplayName,
        Role = Role,
        Language = Language,
        HasFace = false,
    };
}
