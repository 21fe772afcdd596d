using Chat.Core.Tokens.Issuers;

namespace Chat.Core.Tokens;

internal sealed class TokenOptions
{
    public const string Section = "Chat:Tokens";

    /// <summary>The sites whose logins are taken here.</summary>
    public IList<IssuerOptions> Issuers { get; } = [];

    /// <summary>After so many days a node signs with a new key. Those of the old one live to their end.</summary>
    public int SigningKeyDays { get; set; } = 30;
}
