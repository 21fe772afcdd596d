namespace Chat.Assistant.Knowledge.Pdf.Filters;

/// <summary>Codes of 9 to 12 bits for sequences that were seen before (7.4.4).</summary>
internal static class Lzw
{
    private const int Clear = 256, End = 257, MaxCodes = 4_096;

    public static ReadOnlyMemory<byte> Unpack(ReadOnlySpan<byte> raw, int early, PdfBudget budget)
    {
        var unpacked = new Unpacked(budget);
        var (starts, lengths) = (new int[MaxCodes], new int[MaxCodes]);
        var (next, bits, before) = (End + 1, 9, -1);
        early = early is 0 ? 0 : 1;
        for (var at = 0L; at + bits <= raw.Length * 8L;)
        {
            var code = Bits(raw, at, bits);
            at += bits;
            if (code is End) { break; }
            if (code is Clear)
            {
                (next, bits, before) = (End + 1, 9, -1);
                continue;
            }

            // A sequence lies in what was written: the one before and the byte after it.
            var start = unpacked.Length;
            if (before >= 0 && next < MaxCodes)
            {
                (starts[next], lengths[next]) = (before, start - before + 1);
                next++;
            }

            if (code < Clear) { unpacked.Add((byte)code); }
            else if (code < next) { Repeat(unpacked, starts[code], lengths[code]); }
            else { break; }

            before = start;
            bits = (next + early) switch { >= 2_048 => 12, >= 1_024 => 11, >= 512 => 10, _ => 9 };
        }

        return unpacked.Bytes;
    }

    private static int Bits(ReadOnlySpan<byte> raw, long at, int count)
    {
        var value = 0;
        for (var one = 0; one < count; one++, at++) { value = (value << 1) | ((raw[(int)(at >> 3)] >> (int)(7 - (at & 7))) & 1); }
        return value;
    }

    private static void Repeat(Unpacked unpacked, int start, int length)
    {
        for (var one = 0; one < length; one++) { unpacked.Add(unpacked.Bytes.Span[start + one]); }
    }
}
