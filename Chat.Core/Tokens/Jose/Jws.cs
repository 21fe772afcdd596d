using System.Text;

namespace Chat.Core.Tokens.Jose;

/// <summary>
/// A signed token in its compact form (RFC 7515, section 7.1). Reading it does not say that the signature is good.
/// </summary>
internal sealed record Jws(JwsHeader Header, byte[] Payload, byte[] Signed, byte[] Signature)
{
    /// <summary>In characters. Longer ones are refused unread; real ones have some 400 to 2,000.</summary>
    public const int MaxLength = 8 * 1024;

    public static Jws? Read(string token)
    {
        if (token.Length > MaxLength || token.Count('.') != 2) { return null; }

        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (!StrictBase64Url.TryDecode(token.AsSpan(0, first), out var header)) { return null; }
        if (!StrictBase64Url.TryDecode(token.AsSpan(first + 1, last - first - 1), out var payload)) { return null; }
        if (!StrictBase64Url.TryDecode(token.AsSpan(last + 1), out var signature) || signature.Length == 0) { return null; }
        if (JwsHeader.Read(header) is not { } read) { return null; }

        return new(read, payload, Encoding.ASCII.GetBytes(token, 0, last), signature);
    }

    /// <summary>A key checks its own algorithm only, whatever the header asks for.</summary>
    public bool IsSignedBy(TokenKey key) =>
        string.Equals(key.Algorithm, Header.Algorithm, StringComparison.Ordinal) && key.Verifies(Signed, Signature);

    public static string Write(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{StrictBase64Url.Encode(header)}.{StrictBase64Url.Encode(payload)}";
        return $"{signed}.{StrictBase64Url.Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
