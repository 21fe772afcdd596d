using System.Security.Cryptography;
using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Encryption;

/// <summary>Keys of revisions 5 and 6, made of SHA-2 and AES (ISO 32000-2, 7.6.4.3).</summary>
internal static class NewKeys
{
    private const int MaxRounds = 2_048;

    /// <summary>The file's key, null when it wants a password.</summary>
    public static byte[]? Of(PdfDictionary encrypt, PdfFile file)
    {
        if (file.Resolve(encrypt["U"]) is not PdfString { Bytes: { Length: >= 48 } user } || file.Resolve(encrypt["UE"]) is not PdfString { Bytes: { Length: >= 32 } sealedKey }) { return null; }
        Func<byte[], byte[]> hash = file.Whole(encrypt["R"]) is 5 ? SHA256.HashData : Harden;
        if (!hash(user[32..40]).AsSpan().SequenceEqual(user.AsSpan(0, 32))) { return null; }
        return AesBlocks.DecryptKey(hash(user[40..48]), sealedKey.AsSpan(0, 32));
    }

    /// <summary>Algorithm 2.B for an empty password.</summary>
    private static byte[] Harden(byte[] salt)
    {
        var key = SHA256.HashData(salt);
        for (var round = 1; round <= MaxRounds; round++)
        {
            byte[] repeated = [.. Enumerable.Repeat(key, 64).SelectMany(one => one)];
            var mixed = AesBlocks.Encrypt(key[..16], key[16..32], repeated);
            key = (mixed.Take(16).Sum(one => one) % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            if (round >= 64 && mixed[^1] <= round - 32) { break; }
        }

        return key[..32];
    }
}
