using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Own;

/// <summary>Tokens that a node of this server signed.</summary>
internal sealed class OwnTokenCheck(SigningKeyRing keys, TimeProvider clock)
{
    public async ValueTask<Finding> CheckAsync(Jws token, JwtClaims claims, CancellationToken cancellationToken)
    {
        if (token.Header.KeyId is not { } id || token.Header.Algorithm is not JwsAlgorithm.Es256) { return TokenFault.Key; }
        if (await keys.FindAsync(id, cancellationToken) is not { } key) { return TokenFault.Key; }
        if (!token.IsSignedBy(key)) { return TokenFault.Signature; }
        if (!claims.IsFor(OwnToken.Audience)) { return TokenFault.Audience; }
        if (claims.CheckTimes(clock.GetUtcNow(), OwnToken.Tolerance, out var expiresAt) is { } fault) { return fault; }

        return TryGetId(claims, "sub", out var account) && TryGetId(claims, OwnToken.FamilyClaim, out var family)
            ? new TokenClaims.Own(account, family, expiresAt)
            : TokenFault.Claims;
    }

    private static bool TryGetId(JwtClaims claims, string name, out Guid id) =>
        Guid.TryParseExact(claims.Text(name), "D", out id);
}
