using System.Numerics;
using System.Security.Cryptography;

namespace Chat.Core.Tokens.Jose;

/// <summary>RS256: RSASSA-PKCS1-v1_5 with SHA-256.</summary>
internal sealed class RsaKey : TokenKey
{
    /// <summary>RFC 7518, section 3.3.</summary>
    public const int MinBits = 2_048;

    /// <summary>A longer one only makes every check slower.</summary>
    public const int MaxBits = 8_192;

    private readonly AlgorithmPool<RSA> _pool;

    private RsaKey(RSAParameters key)
        : base(JwsAlgorithm.Rs256) => _pool = new(() => RSA.Create(key));

    /// <summary>Null when the key is too weak, too long or none.</summary>
    public static RsaKey? From(byte[] modulus, byte[] exponent)
    {
        var n = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        var e = new BigInteger(exponent, isUnsigned: true, isBigEndian: true);
        if (n.GetBitLength() is < MinBits or > MaxBits || n.IsEven) { return null; }

        // With e = 1 a signature is its own message: anybody could sign.
        if (e < 3 || e.IsEven || e > uint.MaxValue) { return null; }

        try
        {
            var key = new RsaKey(new RSAParameters
            {
                Modulus = n.ToByteArray(isUnsigned: true, isBigEndian: true),
                Exponent = e.ToByteArray(isUnsigned: true, isBigEndian: true),
            });
            key._pool.PutBack(key._pool.Take());
            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var rsa = _pool.Take();
        var isGood = signature.Length == (rsa.KeySize + 7) / 8
            && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _pool.PutBack(rsa);
        return isGood;
    }
}
