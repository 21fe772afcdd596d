using System.Security.Cryptography;
using System.Text;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

/// <summary>Makes tokens as other programs would, good and bad ones, without the code that is under test.</summary>
internal static class Forge
{
    public static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string Base64Url(string text) => Base64Url(Encoding.UTF8.GetBytes(text));

    public static string Sign(string header, string payload, Func<byte[], byte[]> sign) =>
        SignParts(Base64Url(header), Base64Url(payload), sign);

    public static string SignParts(string header, string payload, Func<byte[], byte[]> sign) =>
        $"{header}.{payload}.{Base64Url(sign(Encoding.ASCII.GetBytes($"{header}.{payload}")))}";

    public static Func<byte[], byte[]> With(string secret) => data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), data);

    public static Func<byte[], byte[]> With(ECDsa key) => data => key.SignData(data, HashAlgorithmName.SHA256);

    public static Func<byte[], byte[]> With(RSA key) =>
        data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public static string Jwk(ECDsa key, string more)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"kty":"EC","crv":"P-256","x":"{{Base64Url(point.X!)}}","y":"{{Base64Url(point.Y!)}}"{{more}}}""";
    }

    public static string Jwk(RSA key, string more)
    {
        var half = key.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"RSA","n":"{{Base64Url(half.Modulus!)}}","e":"{{Base64Url(half.Exponent!)}}"{{more}}}""";
    }

    public static string Set(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    public static string Changed(string token, int part, Func<string, string> change)
    {
        var parts = token.Split('.');
        parts[part] = change(parts[part]);
        return string.Join('.', parts);
    }

    public static string PayloadOf(string token)
    {
        Assert.True(StrictBase64Url.TryDecode(token.Split('.')[1], out var payload));
        return Encoding.UTF8.GetString(payload);
    }
}
