using System.Text.Json;

namespace Chat.Core.Tokens.Jose;

/// <summary>
/// What is read of a JOSE header. Keys and addresses of keys inside it (<c>jwk</c>, <c>jku</c>, <c>x5c</c>, <c>x5u</c>)
/// are not: whoever made the token wrote them.
/// </summary>
internal sealed record JwsHeader(string Algorithm, string? KeyId)
{
    public const int MaxKeyIdLength = 200;

    public static JwsHeader? Read(ReadOnlyMemory<byte> utf8)
    {
        if (StrictJson.ReadObject(utf8) is not { } json) { return null; }
        if (json.TryGetProperty("crit", out _)) { return null; }
        if (json.Text("alg") is not { } algorithm || !JwsAlgorithm.IsKnown(algorithm)) { return null; }
        if (!json.TryGetProperty("kid", out var kid)) { return new(algorithm, KeyId: null); }
        if (!kid.TryGetText(out var keyId) || keyId.Length is 0 or > MaxKeyIdLength) { return null; }

        return new(algorithm, keyId);
    }

    public static byte[] Write(string algorithm, string keyId)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("alg", algorithm);
            json.WriteString("typ", "JWT");
            json.WriteString("kid", keyId);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
