using System.Security.Cryptography;
using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Encryption;

internal enum Cipher
{
    None,
    Rc4,
    Aes128,
    Aes256,
}

/// <summary>The standard security handler (7.6) of files that open without a password, which readers must not ask for one.</summary>
internal sealed class Decryption(byte[] key, Cipher streams, Cipher strings)
{
    public static Decryption Of(PdfDictionary encrypt, PdfFile file)
    {
        if (file.Name(encrypt["Filter"]) is not "Standard") { throw new PdfFailure(PdfRefusals.UnknownProtection); }
        var (streams, strings) = CiphersOf(encrypt, file);
        var key = file.Whole(encrypt["R"]) switch
        {
            >= 2 and <= 4 and var revision => OldKeys.Of(encrypt, file, revision),
            5 or 6 => NewKeys.Of(encrypt, file),
            _ => throw new PdfFailure(PdfRefusals.UnknownProtection),
        };
        return new(key ?? throw new PdfFailure(PdfRefusals.Protected), streams, strings);
    }

    public ReadOnlyMemory<byte> Decrypt(PdfStream stream, PdfFile file)
    {
        if (stream.Owner.Number < 0 || file.Name(stream.Dictionary["Type"]) is "XRef" || NamesNoCipher(stream.Dictionary, file)) { return stream.Raw; }
        return Decrypt(streams, stream.Raw, stream.Owner);
    }

    /// <summary>The strings of an object; its stream when it is unpacked.</summary>
    public PdfValue Decrypt(PdfValue value, PdfReference owner) => value switch
    {
        PdfString text => new PdfString(Decrypt(strings, text.Bytes, owner).ToArray()),
        PdfArray array => new PdfArray([.. array.Items.Select(item => Decrypt(item, owner))]),
        PdfDictionary dictionary => Decrypt(dictionary, owner),
        PdfStream stream => new PdfStream(Decrypt(stream.Dictionary, owner), stream.Raw, stream.Owner),
        _ => value,
    };

    private PdfDictionary Decrypt(PdfDictionary dictionary, PdfReference owner) =>
        new(dictionary.Entries.ToDictionary(entry => entry.Key, entry => Decrypt(entry.Value, owner), StringComparer.Ordinal));

    private ReadOnlyMemory<byte> Decrypt(Cipher cipher, ReadOnlyMemory<byte> data, PdfReference owner) => cipher switch
    {
        Cipher.Rc4 => Rc4.Apply(KeyOf(owner, []), data.Span),
        Cipher.Aes128 => AesBlocks.Decrypt(KeyOf(owner, "sAlT"u8), data.Span),
        Cipher.Aes256 => AesBlocks.Decrypt(key, data.Span),
        _ => data,
    };

    /// <summary>Each object has its own key.</summary>
    private byte[] KeyOf(PdfReference owner, ReadOnlySpan<byte> salt)
    {
        byte[] all =
        [
            .. key, (byte)owner.Number, (byte)(owner.Number >> 8), (byte)(owner.Number >> 16), (byte)owner.Generation, (byte)(owner.Generation >> 8), .. salt,
        ];
#pragma warning disable CA5351 // The format's hash; nothing is kept safe with it here.
        return MD5.HashData(all)[..Math.Min(key.Length + 5, 16)];
#pragma warning restore CA5351
    }

    private static bool NamesNoCipher(PdfDictionary stream, PdfFile file)
    {
        var filter = file.Resolve(stream["Filter"]);
        var first = filter is PdfArray { Items: [var one, ..] } ? file.Name(one) : file.Name(filter);
        if (first is not "Crypt") { return false; }
        var given = file.Resolve(stream["DecodeParms"]);
        var parameters = given is PdfArray { Items: [var parameter, ..] } ? file.Dictionary(parameter) : file.Dictionary(given);
        return file.Name(parameters["Name"]) is null or "Identity";
    }

    private static (Cipher Streams, Cipher Strings) CiphersOf(PdfDictionary encrypt, PdfFile file) => file.Whole(encrypt["V"]) switch
    {
        1 or 2 => (Cipher.Rc4, Cipher.Rc4),
        4 or 5 => (CipherOf(encrypt, "StmF", file), CipherOf(encrypt, "StrF", file)),
        _ => throw new PdfFailure(PdfRefusals.UnknownProtection),
    };

    private static Cipher CipherOf(PdfDictionary encrypt, string use, PdfFile file)
    {
        if (file.Name(encrypt[use]) is not { } name || name is "Identity") { return Cipher.None; }
        return file.Name(file.Dictionary(file.Dictionary(encrypt["CF"])[name])["CFM"]) switch
        {
            "V2" => Cipher.Rc4,
            "AESV2" => Cipher.Aes128,
            "AESV3" => Cipher.Aes256,
            "None" => Cipher.None,
            _ => throw new PdfFailure(PdfRefusals.UnknownProtection),
        };
    }
}
