using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Chat.Core.Tokens.Jose;

/// <summary>
/// Base64url of RFC 7515: no padding, no white space, no stray bits at the end, so that one value has one spelling.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        // The framework's decoder forgives white space and padding; stray bits it refuses itself.
        if (text.ContainsAnyExcept(Alphabet)) { return false; }

        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var status = Base64Url.DecodeFromChars(text, decoded, out _, out var written);
        if (status != OperationStatus.Done) { return false; }

        Array.Resize(ref decoded, written);
        bytes = decoded;
        return true;
    }
}
