namespace Chat.Core.Tokens.Own;

/// <summary>What every token signed here has in common.</summary>
internal static class OwnToken
{
    public const string Issuer = "chat";

    public const string Audience = "chat";

    /// <summary>The session family: what ends when the device signs out.</summary>
    public const string FamilyClaim = "sid";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How far the clocks of two nodes may differ. It moves the beginning of a token, never its end.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);
}
