using System.Text.Json;

namespace Chat.Core.Tokens.Jose;

/// <summary>The payload of a token (RFC 7519). Nothing in it is true before the signature was found good.</summary>
internal sealed class JwtClaims
{
    private readonly JsonElement _json;

    private JwtClaims(JsonElement json, string issuer) => (_json, Issuer) = (json, issuer);

    public string Issuer { get; }

    public static JwtClaims? Read(ReadOnlyMemory<byte> payload) =>
        StrictJson.ReadObject(payload) is { } json && json.Text("iss") is { } issuer ? new(json, issuer) : null;

    /// <summary>Null when all times are in order. <paramref name="expiresAt"/> is what the token says.</summary>
    public TokenFault? CheckTimes(DateTimeOffset now, TimeSpan tolerance, out DateTimeOffset expiresAt)
    {
        expiresAt = default;
        if (!TryGetTime("iat", out _) || !TryGetTime("nbf", out var notBefore)) { return TokenFault.Claims; }
        if (!TryGetTime("exp", out var expires) || expires is not { } end) { return TokenFault.Claims; }

        expiresAt = end;
        if (end <= now) { return TokenFault.Expired; }

        return notBefore > now + tolerance ? TokenFault.TooEarly : null;
    }

    public bool IsFor(string audience)
    {
        if (!_json.TryGetProperty("aud", out var aud)) { return false; }
        if (aud.ValueKind != JsonValueKind.Array) { return IsText(aud, audience); }

        return aud.EnumerateArray().All(a => a.TryGetText(out _)) && aud.EnumerateArray().Any(a => IsText(a, audience));
    }

    public string? Text(string name) => _json.Text(name);

    /// <summary>Texts, and whole numbers in their plain spelling: some sites number their users.</summary>
    public string? TextOrNumber(string name)
    {
        if (!_json.TryGetProperty(name, out var value)) { return null; }
        if (value.ValueKind != JsonValueKind.Number) { return value.TryGetText(out var text) ? text : null; }

        // 7, 7.0 and 70e-1 are one number but would be three users.
        var digits = value.GetRawText();
        return digits.AsSpan().ContainsAnyExceptInRange('0', '9') ? null : digits;
    }

    public IEnumerable<string> Texts(string name)
    {
        if (!_json.TryGetProperty(name, out var value)) { return []; }
        if (value.TryGetText(out var one)) { return [one]; }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.TryGetText(out var text) ? text : "")
            : [];
    }

    private static bool IsText(JsonElement json, string expected) =>
        json.TryGetText(out var text) && string.Equals(text, expected, StringComparison.Ordinal);

    /// <summary>Seconds since 1970, with or without a fraction; absent is fine, anything else is not.</summary>
    private bool TryGetTime(string name, out DateTimeOffset? time)
    {
        time = null;
        if (!_json.TryGetProperty(name, out var value)) { return true; }
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)) { return false; }

        // Infinity (1e400) and years past 9999 fall out here too.
        if (!(seconds >= 0 && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds())) { return false; }

        time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}
