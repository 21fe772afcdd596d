using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.Core.Tokens.Jose;

/// <summary>Public P-256 keys as text for others (RFC 7517), and their thumbprints (RFC 7638).</summary>
internal static class JwkText
{
    /// <summary>The length of every thumbprint: 32 bytes in base64url.</summary>
    public const int ThumbprintLength = 43;

    // RFC 7638 fixes the members, their order and that there is no white space.
    public static string Thumbprint(string x, string y) =>
        StrictBase64Url.Encode(SHA256.HashData(
            Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));

    public static byte[] Set(IEnumerable<P256Key> keys)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            foreach (var key in keys) { Write(json, key); }
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, P256Key key)
    {
        json.WriteStartObject();
        json.WriteString("kty", "EC");
        json.WriteString("crv", "P-256");
        json.WriteString("x", key.X);
        json.WriteString("y", key.Y);
        json.WriteString("use", "sig");
        json.WriteString("alg", key.Algorithm);
        json.WriteString("kid", key.Id);
        json.WriteEndObject();
    }
}
