using System.Text.Json.Serialization;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Accounts;

public sealed record User
{
    public required Guid Id { get; init; }

    public required string Username { get; init; }

    public required string DisplayName { get; init; }

    public string? AvatarUrl { get; init; }

    public required UserRole Role { get; init; }

    /// <summary>A BCP 47 tag, such as <c>vi</c> or <c>en</c>.</summary>
    public string? Language { get; init; }

    public required bool HasFace { get; init; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<UserRole>))]
public enum UserRole
{
    User,
    Agent,
    Admin,
    Bot,
}
