using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Tokens;

/// <summary>Makes the short-lived token that a device shows with every call.</summary>
public interface IAccessTokens
{
    Task<AccessToken> IssueAsync(Account account, Guid familyId, CancellationToken cancellationToken);
}

public sealed record AccessToken(string Value, DateTimeOffset ExpiresAt);

/// <summary>Says whose token it is: one of this server's, or one of a site whose logins are taken here.</summary>
public interface ITokenChecks
{
    ValueTask<Result<TokenClaims>> CheckAsync(string token, CancellationToken cancellationToken);
}

/// <summary>What a token that was found good says. It does not say that the account is still welcome.</summary>
public abstract record TokenClaims(DateTimeOffset ExpiresAt)
{
    /// <summary>Signed here.</summary>
    public sealed record Own(Guid AccountId, Guid FamilyId, DateTimeOffset ExpiresAt) : TokenClaims(ExpiresAt);

    /// <summary>Signed by a configured site; its user may not have an account here yet.</summary>
    public sealed record External(string Issuer, string Subject, string? Name, string? Role, DateTimeOffset ExpiresAt)
        : TokenClaims(ExpiresAt);
}
