using System.Security.Cryptography;

namespace Chat.Core.Tokens.Jose;

/// <summary>Something that checks signatures of exactly one algorithm, so that no token can choose how its key is read.</summary>
internal abstract class TokenKey(string algorithm)
{
    public string Algorithm { get; } = algorithm;

    public abstract bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);
}

/// <summary>HS256: whoever can check with it can sign with it, too.</summary>
internal sealed class SharedSecretKey(byte[] secret) : TokenKey(JwsAlgorithm.Hs256)
{
    /// <summary>In bytes: RFC 7518, section 3.2, wants no less than the hash has.</summary>
    public const int MinLength = HMACSHA256.HashSizeInBytes;

    public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, signed), signature);
}
