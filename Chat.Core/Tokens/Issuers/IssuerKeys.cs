using System.Text;
using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Issuers;

/// <summary>The keys that one site signs with.</summary>
internal interface IIssuerKeys
{
    ValueTask<TokenKey?> FindAsync(string algorithm, string? keyId, CancellationToken cancellationToken);
}

/// <summary>One secret, so a name for it says nothing.</summary>
internal sealed class SharedSecret(string secret) : IIssuerKeys
{
    private readonly SharedSecretKey _key = new(Encoding.UTF8.GetBytes(secret));

    public ValueTask<TokenKey?> FindAsync(string algorithm, string? keyId, CancellationToken cancellationToken) =>
        new(algorithm is JwsAlgorithm.Hs256 ? _key : null);
}
