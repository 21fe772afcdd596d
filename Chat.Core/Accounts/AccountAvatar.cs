using System.Security.Cryptography;

namespace Chat.Core.Accounts;

/// <summary>A profile picture. It lies in the database, so that every node has it.</summary>
public sealed class AccountAvatar
{
    public required Guid AccountId { get; init; }

    /// <summary>128 random bits: whoever was shown the account has the address of its picture, and nobody can guess it.</summary>
    public required Guid Version { get; init; }

    public required byte[] Webp { get; init; }

    public static Guid NewVersion() => new(RandomNumberGenerator.GetBytes(16));

    /// <summary>An address for <c>&lt;img&gt;</c>, which sends no token. A new picture has a new one, so it may be cached forever.</summary>
    public static string? AddressOf(Guid accountId, Guid? version) =>
        version is { } known ? $"/api/users/{accountId}/avatar?v={known:N}" : null;
}
