using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Filters;

/// <summary>Bytes written as letters (7.4.2 and 7.4.3).</summary>
internal static class AsciiFilters
{
    public static ReadOnlyMemory<byte> Hex(ReadOnlySpan<byte> raw, PdfBudget budget)
    {
        var unpacked = new Unpacked(budget);
        var half = -1;
        foreach (var one in raw)
        {
            if (one is (byte)'>') { break; }
            if (PdfLexer.Hex(one) is not (>= 0 and var digit)) { continue; }
            if (half < 0) { half = digit; continue; }
            unpacked.Add((byte)((half << 4) | digit));
            half = -1;
        }

        if (half >= 0) { unpacked.Add((byte)(half << 4)); }
        return unpacked.Bytes;
    }

    public static ReadOnlyMemory<byte> Base85(ReadOnlySpan<byte> raw, PdfBudget budget)
    {
        var unpacked = new Unpacked(budget);
        var (value, digits) = (0u, 0);
        if (raw.StartsWith("<~"u8)) { raw = raw[2..]; }
        foreach (var one in raw)
        {
            if (one is (byte)'~') { break; }
            if (one is (byte)'z' && digits is 0) { unpacked.Add([0, 0, 0, 0]); continue; }
            if (one is < (byte)'!' or > (byte)'u') { continue; }
            value = unchecked((value * 85) + one - '!');
            if (++digits < 5) { continue; }
            Group(unpacked, value, 4);
            (value, digits) = (0, 0);
        }

        for (var missing = digits; missing is > 1 and < 5; missing++) { value = unchecked((value * 85) + 84); }
        Group(unpacked, value, digits - 1);
        return unpacked.Bytes;
    }

    private static void Group(Unpacked unpacked, uint value, int bytes)
    {
        for (var one = 0; one < bytes; one++) { unpacked.Add((byte)(value >> (24 - (8 * one)))); }
    }
}
