namespace Chat.Core.Tokens.Jose;

/// <summary>The signatures that are taken, by their exact names in RFC 7518. There is no <c>none</c> in any spelling.</summary>
internal static class JwsAlgorithm
{
    public const string Es256 = "ES256";

    public const string Rs256 = "RS256";

    public const string Hs256 = "HS256";

    public static bool IsKnown(string name) => name is Es256 or Rs256 or Hs256;
}
