namespace Chat.Core.Tokens.Issuers;

/// <summary>A site whose tokens are taken here: exactly one of a shared secret and a key set.</summary>
internal sealed class IssuerOptions
{
    /// <summary>What its tokens say in <c>iss</c>, to the letter.</summary>
    public string Issuer { get; set => field = value?.Trim() ?? ""; } = "";

    /// <summary>Required: without it, a token the site made for any other of its services would open this one.</summary>
    public string Audience { get; set => field = value?.Trim() ?? ""; } = "";

    /// <summary>For HS256, as UTF-8.</summary>
    public string? SharedSecret { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>For RS256 and ES256: a JWKS file, its address, or the JSON itself.</summary>
    public string? Jwks { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    public string IdClaim { get; set => field = value?.Trim() ?? ""; } = "sub";

    public string NameClaim { get; set => field = value?.Trim() ?? ""; } = "name";

    public string RoleClaim { get; set => field = value?.Trim() ?? ""; } = "role";
}
