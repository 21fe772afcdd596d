using System.Text;
using Chat.Core.Tokens.Jose;
using Chat.Core.Tokens.Own;
using Microsoft.Extensions.Options;

namespace Chat.Core.Tokens.Issuers;

/// <summary>Says for every wrong setting what to change. The secrets themselves are never repeated.</summary>
internal sealed class TokenOptionsCheck : IValidateOptions<TokenOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenOptions options)
    {
        List<string> failures = [];
        if (options.SigningKeyDays is < 1 or > 365) { failures.Add("Chat:Tokens:SigningKeyDays must be between 1 and 365."); }

        for (var i = 0; i < options.Issuers.Count; i++)
        {
            var setting = $"{TokenOptions.Section}:Issuers:{i}";
            failures.AddRange(Names(setting, options.Issuers[i]).Concat(Keys(setting, options.Issuers[i])));
            var issuer = options.Issuers[i].Issuer;
            if (options.Issuers.Take(i).Any(o => string.Equals(o.Issuer, issuer, StringComparison.Ordinal)))
            {
                failures.Add($"{setting}:Issuer is the same as one before it; an issuer can stand here once.");
            }
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Names(string setting, IssuerOptions options)
    {
        if (options.Issuer.Length == 0)
        {
            yield return $"{setting}:Issuer is missing; set it to what the site's tokens say in \"iss\".";
        }

        if (options.Issuer is OwnToken.Issuer)
        {
            yield return $"{setting}:Issuer must not be \"{OwnToken.Issuer}\", the name of this server's own tokens.";
        }

        if (options.Audience.Length == 0)
        {
            yield return $"{setting}:Audience is missing; set it to what the site's tokens for this server say in \"aud\", "
                + "because without it a token made for any other service of the site would be taken here.";
        }

        if (options.IdClaim.Length == 0) { yield return Empty("IdClaim"); }
        if (options.NameClaim.Length == 0) { yield return Empty("NameClaim"); }
        if (options.RoleClaim.Length == 0) { yield return Empty("RoleClaim"); }

        string Empty(string claim) => $"{setting}:{claim} is empty; name a claim of the site's tokens or leave the setting out.";
    }

    private static IEnumerable<string> Keys(string setting, IssuerOptions options)
    {
        var fault = options switch
        {
            { SharedSecret: null, Jwks: null } =>
                " has neither SharedSecret nor Jwks; set the one with which the site's tokens are checked.",
            { SharedSecret: not null, Jwks: not null } =>
                " has both SharedSecret and Jwks; keep one, so that nobody can choose how a token is checked.",
            { SharedSecret: { } secret } => SecretFault(secret),
            { Jwks: { } jwks } => JwksFault(jwks),
        };
        return fault is null ? [] : [setting + fault];
    }

    private static string? SecretFault(string secret)
    {
        if (secret.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return ":SharedSecret is a PEM key or certificate, no secret; give the site's public keys as Jwks.";
        }

        return Encoding.UTF8.GetByteCount(secret) < SharedSecretKey.MinLength
            ? $":SharedSecret is shorter than {SharedSecretKey.MinLength} bytes and could be guessed; use a longer random one."
            : null;
    }

    private static string? JwksFault(string jwks)
    {
        switch (JwksSource.KindOf(jwks))
        {
            case JwksKind.Address: return null;
            case JwksKind.Unknown: return ":Jwks is neither a file, nor an http or https address, nor a JSON object of keys.";
            default: break;
        }

        try
        {
            return JwkSet.Read(JwksSource.ReadLocal(jwks)) is null
                ? ":Jwks holds no key to check tokens with; "
                    + "it must be {\"keys\": [...]} with RS256 keys of 2048 to 8192 bits or ES256 keys."
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ":Jwks names a file that cannot be read; "
                + "check the path, that it is at most 256 KB, and that this user may read it.";
        }
    }
}
