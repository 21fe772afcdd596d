using System.Security.Cryptography;

namespace Chat.Core.Tokens.Jose;

/// <summary>ES256: a point on P-256. Signatures are r and s, 32 bytes each (RFC 7518, section 3.4), never DER.</summary>
internal sealed class P256Key : TokenKey
{
    private const int CoordinateLength = 32;
    private readonly ECPoint _point;
    private readonly AlgorithmPool<ECDsa> _pool;

    private P256Key(ECPoint point)
        : base(JwsAlgorithm.Es256)
    {
        _point = point;
        _pool = new(() => ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }));
        Id = JwkText.Thumbprint(X, Y);
    }

    /// <summary>The RFC 7638 thumbprint.</summary>
    public string Id { get; }

    public string X => StrictBase64Url.Encode(_point.X);

    public string Y => StrictBase64Url.Encode(_point.Y);

    /// <summary>Null when the point is not one of the curve.</summary>
    public static P256Key? FromPoint(byte[] x, byte[] y)
    {
        if (x.Length != CoordinateLength || y.Length != CoordinateLength) { return null; }

        try
        {
            var key = new P256Key(new ECPoint { X = x, Y = y });
            key._pool.PutBack(key._pool.Take());
            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Null when these bytes are no P-256 public key.</summary>
    public static P256Key? FromSubjectPublicKeyInfo(ReadOnlySpan<byte> info)
    {
        try
        {
            using var ec = ECDsa.Create();
            ec.ImportSubjectPublicKeyInfo(info, out var read);
            return read == info.Length ? FromPublicHalf(ec) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static P256Key? FromPublicHalf(ECDsa ec)
    {
        var parameters = ec.ExportParameters(includePrivateParameters: false);
        var isP256 = string.Equals(parameters.Curve.Oid.Value, ECCurve.NamedCurves.nistP256.Oid.Value, StringComparison.Ordinal);
        return isP256 ? FromPoint(parameters.Q.X!, parameters.Q.Y!) : null;
    }

    public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * CoordinateLength) { return false; }

        var ec = _pool.Take();
        var isGood = ec.VerifyData(
            signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _pool.PutBack(ec);
        return isGood;
    }
}
