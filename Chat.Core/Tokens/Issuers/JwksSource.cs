using System.Text;
using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Issuers;

internal enum JwksKind
{
    Unknown,
    File,
    Address,
    Text,
}

/// <summary>Brings the bytes of one site's key set.</summary>
internal interface IJwksSource
{
    /// <exception cref="IOException">It cannot be had now; the message says why and holds nothing secret.</exception>
    Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>
/// A key set that lies on this machine, in a file or in the setting itself. A changed file is seen with the next reading.
/// </summary>
internal sealed class JwksSource(string jwks) : IJwksSource
{
    public static JwksKind KindOf(string jwks)
    {
        if (jwks.StartsWith('{')) { return JwksKind.Text; }
        if (jwks.Contains('\0', StringComparison.Ordinal)) { return JwksKind.Unknown; }
        if (!jwks.Contains("://", StringComparison.Ordinal)) { return JwksKind.File; }

        return Uri.TryCreate(jwks, UriKind.Absolute, out var address)
            && (string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal)
                || string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal))
            ? JwksKind.Address
            : JwksKind.Unknown;
    }

    public static byte[] ReadLocal(string jwks)
    {
        if (KindOf(jwks) == JwksKind.Text) { return Encoding.UTF8.GetBytes(jwks); }

        using var file = File.OpenRead(jwks);
        var bytes = new byte[JwkSet.MaxLength + 1];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read <= JwkSet.MaxLength
            ? bytes[..read]
            : throw new IOException($"the file is larger than {JwkSet.MaxLength} bytes");
    }

    public Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<ReadOnlyMemory<byte>>(ReadLocal(jwks));
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException("this user may not read the file", failure);
        }
    }
}
