namespace Chat.Assistant.Knowledge.Pdf.Filters;

/// <summary>Runs of bytes, each with its length in front (7.4.5).</summary>
internal static class RunLength
{
    private const int End = 128;

    public static ReadOnlyMemory<byte> Unpack(ReadOnlySpan<byte> raw, PdfBudget budget)
    {
        var unpacked = new Unpacked(budget);
        for (var at = 0; at + 1 < raw.Length && raw[at] is not End;)
        {
            var length = raw[at++];
            if (length < End)
            {
                var copied = Math.Min(length + 1, raw.Length - at);
                unpacked.Add(raw.Slice(at, copied));
                at += copied;
                continue;
            }

            for (var times = 257 - length; times > 0; times--) { unpacked.Add(raw[at]); }
            at++;
        }

        return unpacked.Bytes;
    }
}
