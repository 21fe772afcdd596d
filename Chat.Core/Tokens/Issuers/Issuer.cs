using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Issuers;

/// <summary>Checks the tokens of one configured site and reads its claims by the names it gave them.</summary>
internal sealed class Issuer(IssuerOptions options, IIssuerKeys keys, TimeProvider clock)
{
    /// <summary>In characters, for ids and names.</summary>
    public const int MaxTextLength = 200;

    /// <summary>How far the site's clock may run ahead of this one. An end is an end.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private static readonly string[] RolesFromTheStrongest = ["admin", "agent", "user"];

    public string Name => options.Issuer;

    public async ValueTask<Finding> CheckAsync(Jws token, JwtClaims claims, CancellationToken cancellationToken)
    {
        var key = await keys.FindAsync(token.Header.Algorithm, token.Header.KeyId, cancellationToken);
        if (key is null) { return TokenFault.Key; }
        if (!token.IsSignedBy(key)) { return TokenFault.Signature; }
        if (!claims.IsFor(options.Audience)) { return TokenFault.Audience; }
        if (claims.CheckTimes(clock.GetUtcNow(), Tolerance, out var expiresAt) is { } fault) { return fault; }
        if (claims.TextOrNumber(options.IdClaim) is not { } subject || !IsUsable(subject)) { return TokenFault.Claims; }

        var name = claims.TextOrNumber(options.NameClaim);
        return new TokenClaims.External(Name, subject, name is not null && IsUsable(name) ? name : null, Role(claims), expiresAt);
    }

    private static bool IsUsable(string text) =>
        text.Length <= MaxTextLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private string? Role(JwtClaims claims)
    {
        var roles = claims.Texts(options.RoleClaim).ToHashSet(StringComparer.Ordinal);
        return Array.Find(RolesFromTheStrongest, roles.Contains);
    }
}
