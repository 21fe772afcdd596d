using System.Security.Cryptography;
using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Own;

/// <summary>What a node signs with.</summary>
internal sealed class PrivateKey
{
    private readonly AlgorithmPool<ECDsa> _pool;

    private PrivateKey(ECParameters secret, P256Key publicHalf)
    {
        PublicHalf = publicHalf;
        _pool = new(() => ECDsa.Create(secret));
    }

    public P256Key PublicHalf { get; }

    public string Id => PublicHalf.Id;

    public static PrivateKey Create()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return From(ec) ?? throw new InvalidOperationException("A new P-256 key is not one.");
    }

    /// <summary>Null when this text is no P-256 private key in PEM.</summary>
    public static PrivateKey? FromPem(string pem)
    {
        try
        {
            using var ec = ECDsa.Create();
            ec.ImportFromPem(pem);
            return From(ec);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    public string ToPem()
    {
        var ec = _pool.Take();
        var pem = ec.ExportPkcs8PrivateKeyPem();
        _pool.PutBack(ec);
        return pem;
    }

    public byte[] ToSubjectPublicKeyInfo()
    {
        var ec = _pool.Take();
        var info = ec.ExportSubjectPublicKeyInfo();
        _pool.PutBack(ec);
        return info;
    }

    public byte[] Sign(byte[] data)
    {
        var ec = _pool.Take();
        var signature = ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _pool.PutBack(ec);
        return signature;
    }

    private static PrivateKey? From(ECDsa ec) =>
        P256Key.FromPublicHalf(ec) is { } half ? new(ec.ExportParameters(includePrivateParameters: true), half) : null;
}
