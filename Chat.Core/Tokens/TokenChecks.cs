using Chat.Core.Results;
using Chat.Core.Tokens.Issuers;
using Chat.Core.Tokens.Jose;
using Chat.Core.Tokens.Own;
using Chat.Contracts;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Tokens;

/// <summary>The one door for tokens. Whoever made it, a bad token gets the same answer; only "expired" is told apart.</summary>
internal sealed class TokenChecks(OwnTokenCheck own, IssuerBook issuers, ILogger<TokenChecks> logger) : ITokenChecks
{
    private static readonly Refusal Unusable = Refusal.Unauthenticated("This access token is not valid here; sign in again.");
    private static readonly Refusal Expired = new(ErrorCode.Expired, "This access token has expired; refresh the session.");

    public async ValueTask<Result<TokenClaims>> CheckAsync(string token, CancellationToken cancellationToken)
    {
        var finding = await FindAsync(token, cancellationToken);
        if (finding.Claims is { } claims) { return claims; }

        logger.TokenRefused(finding.Fault);
        return finding.Fault == TokenFault.Expired ? Expired : Unusable;
    }

    private async ValueTask<Finding> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (Jws.Read(token) is not { } read) { return TokenFault.Shape; }
        if (JwtClaims.Read(read.Payload) is not { } claims) { return TokenFault.Claims; }
        if (claims.Issuer is OwnToken.Issuer) { return await own.CheckAsync(read, claims, cancellationToken); }
        if (issuers.Find(claims.Issuer) is not { } issuer) { return TokenFault.Issuer; }

        return await issuer.CheckAsync(read, claims, cancellationToken);
    }
}
