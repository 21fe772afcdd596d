using System.Buffers.Binary;
using System.Security.Cryptography;
using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Encryption;

/// <summary>Keys of revisions 2 to 4, made of MD5 and RC4 (7.6.3.3).</summary>
internal static class OldKeys
{
    /// <summary>An empty password, made as long as any.</summary>
    private static ReadOnlySpan<byte> Padding =>
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>The file's key, null when it wants a password.</summary>
    public static byte[]? Of(PdfDictionary encrypt, PdfFile file, int revision)
    {
        if (file.Resolve(encrypt["O"]) is not PdfString { Bytes: var owner } || file.Resolve(encrypt["U"]) is not PdfString { Bytes.Length: >= 16 and var length } user) { return null; }
        var id = file.Array(file.Trailer["ID"]) is [var first, ..] && file.Resolve(first) is PdfString one ? one.Bytes : [];
        var size = revision is 2 ? 5 : revision is 4 ? 16 : Math.Clamp((file.Whole(encrypt["Length"]) ?? 40) / 8, 5, 16);

        var rights = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(rights, unchecked((uint)(long)(file.Number(encrypt["P"]) ?? 0)));
        var seesMetadata = file.Resolve(encrypt["EncryptMetadata"]) is not PdfWord { Text: "false" };
        byte[] all = [.. Padding, .. owner.AsSpan(0, Math.Min(32, owner.Length)), .. rights, .. id, .. (revision is 4 && !seesMetadata ? [0xFF, 0xFF, 0xFF, 0xFF] : Array.Empty<byte>())];
        var hash = Hash(all);
        for (var times = 0; revision > 2 && times < 50; times++) { hash = Hash(hash.AsSpan(0, size)); }

        var key = hash[..size];
        var check = revision is 2 ? Rc4.Apply(key, Padding) : Check(key, id);
        var compared = revision is 2 ? Math.Min(32, length) : 16;
        return check.AsSpan(0, compared).SequenceEqual(user.Bytes.AsSpan(0, compared)) ? key : null;
    }

    private static byte[] Check(byte[] key, byte[] id)
    {
        var check = Hash([.. Padding, .. id]);
        for (var turn = 0; turn < 20; turn++) { check = Rc4.Apply([.. key.Select(one => (byte)(one ^ turn))], check); }
        return check;
    }

#pragma warning disable CA5351 // The format's hash; nothing is kept safe with it here.
    private static byte[] Hash(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
