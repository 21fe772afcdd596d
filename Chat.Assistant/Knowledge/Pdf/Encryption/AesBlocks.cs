using System.Security.Cryptography;

namespace Chat.Assistant.Knowledge.Pdf.Encryption;

internal static class AesBlocks
{
    private const int Block = 16;

    /// <summary>The first block is the vector, the last ends with its own padding; what is cut off is left out.</summary>
    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> data)
    {
        var whole = (data.Length - Block) / Block * Block;
        if (whole <= 0) { return []; }
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(data.Slice(Block, whole), data[..Block], PaddingMode.None);
        return plain[^1] is >= 1 and <= Block ? plain[..^plain[^1]] : plain;
    }

    public static byte[] DecryptKey(byte[] key, ReadOnlySpan<byte> data)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(data, new byte[Block], PaddingMode.None);
    }

    public static byte[] Encrypt(byte[] key, byte[] vector, byte[] data)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(data, vector, PaddingMode.None);
    }
}
