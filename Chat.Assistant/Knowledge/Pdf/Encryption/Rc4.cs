namespace Chat.Assistant.Knowledge.Pdf.Encryption;

/// <summary>The stream cipher of old PDFs, which .NET has not.</summary>
internal static class Rc4
{
    public static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (var one = 0; one < 256; one++) { state[one] = (byte)one; }
        var other = 0;
        for (var one = 0; one < 256; one++)
        {
            other = (other + state[one] + key[one % key.Length]) & 255;
            (state[one], state[other]) = (state[other], state[one]);
        }

        var result = new byte[data.Length];
        var (i, j) = (0, 0);
        for (var at = 0; at < data.Length; at++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            result[at] = (byte)(data[at] ^ state[(state[i] + state[j]) & 255]);
        }

        return result;
    }
}
