using System.Text.Json;

namespace Chat.Core.Tokens.Jose;

/// <summary>
/// The keys of a JWKS (RFC 7517) that can check tokens here. Those for something else, too weak, symmetric or unknown are
/// left out, as the RFC asks; private members are not read.
/// </summary>
internal sealed class JwkSet
{
    /// <summary>In bytes. Sites publish a handful of keys of some 500 bytes.</summary>
    public const int MaxLength = 256 * 1024;

    private const int MaxKeys = 100;
    private readonly List<(string? Id, TokenKey Key)> _keys;

    private JwkSet(List<(string? Id, TokenKey Key)> keys) => _keys = keys;

    public int Count => _keys.Count;

    /// <summary>Null when this is no key set at all, or one without a single key of use.</summary>
    public static JwkSet? Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxLength || StrictJson.ReadObject(utf8) is not { } json) { return null; }
        if (!json.TryGetProperty("keys", out var members) || members.ValueKind != JsonValueKind.Array) { return null; }

        List<(string?, TokenKey)> keys = [];
        foreach (var member in members.EnumerateArray().Take(MaxKeys))
        {
            if (member.ValueKind != JsonValueKind.Object || !IsForSignatures(member)) { continue; }
            if (ReadKey(member) is { } key) { keys.Add((member.Text("kid"), key)); }
        }

        return keys.Count > 0 ? new(keys) : null;
    }

    /// <summary>A token that names no key is checked with the only key of its algorithm, never with one of several.</summary>
    public TokenKey? Find(string algorithm, string? keyId)
    {
        var fitting = _keys
            .Where(k => string.Equals(k.Key.Algorithm, algorithm, StringComparison.Ordinal))
            .Where(k => keyId is null || string.Equals(k.Id, keyId, StringComparison.Ordinal))
            .Take(2)
            .ToList();
        return fitting is [var one] ? one.Key : null;
    }

    private static bool IsForSignatures(JsonElement jwk)
    {
        if (jwk.TryGetProperty("use", out _) && jwk.Text("use") is not "sig") { return false; }
        if (!jwk.TryGetProperty("key_ops", out var operations)) { return true; }

        return operations.ValueKind == JsonValueKind.Array
            && operations.EnumerateArray().Any(o => o.TryGetText(out var operation) && operation is "verify");
    }

    private static TokenKey? ReadKey(JsonElement jwk)
    {
        TokenKey? key = jwk.Text("kty") switch
        {
            "EC" when jwk.Text("crv") is "P-256" && Bytes(jwk, "x") is { } x && Bytes(jwk, "y") is { } y =>
                P256Key.FromPoint(x, y),
            "RSA" when Bytes(jwk, "n") is { } n && Bytes(jwk, "e") is { } e => RsaKey.From(n, e),
            _ => null,
        };
        if (key is null || !jwk.TryGetProperty("alg", out var algorithm)) { return key; }

        return algorithm.TryGetText(out var name) && string.Equals(name, key.Algorithm, StringComparison.Ordinal) ? key : null;
    }

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        StrictBase64Url.TryDecode(jwk.Text(name), out var bytes) ? bytes : null;
}
