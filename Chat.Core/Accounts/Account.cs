using Chat.Contracts.Accounts;

namespace Chat.Core.Accounts;

/// <summary>A person, or something that speaks like one.</summary>
public sealed class Account
{
    public const int MaxDisplayNameLength = 80;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As the user wrote it, in NFC.</summary>
    public required string Username { get; set; }

    /// <summary>What two names that look alike have in common; unique.</summary>
    public required string UsernameKey { get; set; }

    public required string DisplayName { get; set; }

    public string? Email { get; set; }

    /// <summary>Absent for those who sign in at another site.</summary>
    public string? PasswordHash { get; set; }

    public UserRole Role { get; set; }

    public string? Language { get; set; }

    /// <summary>Of the <see cref="AccountAvatar"/>; absent without one. It stands here too, so that no list of users has to look there.</summary>
    public Guid? AvatarVersion { get; set; }

    /// <summary>Of the face's templates; it stands here too, so that no list of users has to look there.</summary>
    public bool HasFace { get; set; }

    public bool ConsentsFaces { get; set; }

    public bool ConsentsEmotions { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Only a shell is left, so that what the person wrote has a sender.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Forgets the person. The name is free again: a key with a colon is nobody's.</summary>
    public void Empty(DateTimeOffset now)
    {
        (Username, UsernameKey, DisplayName) = ($"deleted-{Id:N}", $"deleted:{Id:N}", "Deleted user");
        (Email, PasswordHash, Language, AvatarVersion, Role) = (null, null, null, null, UserRole.User);
        (HasFace, ConsentsFaces, ConsentsEmotions) = (false, false, false);
        (DisabledAt, DeletedAt) = (now, now);
    }

    public User ToUser() => new()
    {
        Id = Id,
        Username = Username,
        DisplayName = DisplayName,
        AvatarUrl = AccountAvatar.AddressOf(Id, AvatarVersion),
        Role = Role,
        Language = Language,
        HasFace = HasFace,
    };
}
