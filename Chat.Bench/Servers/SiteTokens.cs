using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Chat.Bench.Servers;

/// <summary>
/// The bench as a site whose people Chat takes at their first sight: a thousand of them are there at once, without a thousand
/// passwords to be hashed.
/// </summary>
internal static class SiteTokens
{
    private const string Issuer = "https://bench.example";
    private const string Audience = "chat";

    private static readonly string s_secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Chat__Tokens__Issuers__0__Issuer"] = Issuer,
        ["Chat__Tokens__Issuers__0__Audience"] = Audience,
        ["Chat__Tokens__Issuers__0__SharedSecret"] = s_secret,
    };

    public static string Of(string name)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer, ["aud"] = Audience, ["sub"] = name, ["name"] = name, ["exp"] = DateTimeOffset.UtcNow.AddHours(12).ToUnixTimeSeconds(),
        };
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var signature = HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(s_secret), System.Text.Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
