namespace Chat.Core.Accounts;

/// <summary>Who an account is at the site whose tokens are taken here.</summary>
public sealed class ExternalIdentity
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required Guid AccountId { get; init; }
}
