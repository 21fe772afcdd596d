using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Own;

/// <summary>The keys of this server: its own node's to sign with, every node's to check with.</summary>
public sealed class SigningKeyRing
{
    private readonly NodeKey _own;
    private readonly PublicHalves _all;

    internal SigningKeyRing(NodeKey own, PublicHalves all) => (_own, _all) = (own, all);

    /// <summary>Makes this node's key if it has none. Not needed, but then the first sign-in does not wait for it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _own.CurrentAsync(cancellationToken);
        await _all.ReadAsync(cancellationToken);
    }

    /// <summary>What <c>/.well-known/jwks.json</c> answers: every key that a living token may be signed with.</summary>
    public async Task<byte[]> PublicJwksAsync(CancellationToken cancellationToken) =>
        JwkText.Set(await _all.ListAsync(cancellationToken));

    internal ValueTask<PrivateKey> CurrentAsync(CancellationToken cancellationToken) => _own.CurrentAsync(cancellationToken);

    internal ValueTask<P256Key?> FindAsync(string id, CancellationToken cancellationToken) =>
        _all.FindAsync(id, cancellationToken);
}
