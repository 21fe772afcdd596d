namespace Chat.Core.Tokens;

/// <summary>
/// The public half of a key that a node signs access tokens with. The private half never leaves that node's data directory;
/// every node checks tokens with all public halves.
/// </summary>
public sealed class SigningKey
{
    /// <summary>The RFC 7638 thumbprint, which is also the token's <c>kid</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The P-256 point as X.509 SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From here on nothing signed with it is alive any more.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}
