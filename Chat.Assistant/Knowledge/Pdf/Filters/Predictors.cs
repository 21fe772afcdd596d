namespace Chat.Assistant.Knowledge.Pdf.Filters;

/// <summary>Bytes that were written as their difference from a neighbour (7.4.4.4).</summary>
internal static class Predictors
{
    private const int MaxRow = 1024 * 1024;

    public static ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> rows, FilterParameters given, PdfBudget budget)
    {
        var predictor = given.Whole("Predictor", 1);
        if (predictor < 2) { return rows; }
        var colors = Math.Clamp(given.Whole("Colors", 1), 1, 32);
        var bits = Math.Clamp(given.Whole("BitsPerComponent", 8), 1, 16);
        var row = (((long)Math.Clamp(given.Whole("Columns", 1), 1, MaxRow) * colors * bits) + 7) / 8;
        if (row > MaxRow) { return ReadOnlyMemory<byte>.Empty; }
        var pixel = Math.Max(1, colors * bits / 8);
        return predictor is 2 ? Tiff(rows.ToArray(), (int)row, pixel, bits) : Png(rows.Span, (int)row, pixel, budget);
    }

    /// <summary>Differences from the pixel to the left; of samples that are not bytes no text is made.</summary>
    private static byte[] Tiff(byte[] bytes, int row, int pixel, int bits)
    {
        if (bits is not 8) { return bytes; }
        for (var start = 0; start < bytes.Length; start += row)
        {
            for (var at = start + pixel; at < Math.Min(start + row, bytes.Length); at++) { bytes[at] = unchecked((byte)(bytes[at] + bytes[at - pixel])); }
        }

        return bytes;
    }

    private static ReadOnlyMemory<byte> Png(ReadOnlySpan<byte> rows, int row, int pixel, PdfBudget budget)
    {
        var unpacked = new Unpacked(budget);
        var (above, line) = (new byte[row], new byte[row]);
        for (var at = 0; at + 1 < rows.Length; at += row + 1)
        {
            var kind = rows[at];
            var got = rows.Slice(at + 1, Math.Min(row, rows.Length - at - 1));
            line.AsSpan().Clear();
            got.CopyTo(line);
            Undo(kind, line, above, pixel);
            unpacked.Add(line.AsSpan(0, got.Length));
            (above, line) = (line, above);
        }

        return unpacked.Bytes;
    }

    private static void Undo(byte kind, byte[] line, byte[] above, int pixel)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var left = at < pixel ? 0 : line[at - pixel];
            var corner = at < pixel ? 0 : above[at - pixel];
            var guess = kind switch
            {
                1 => left,
                2 => above[at],
                3 => (left + above[at]) / 2,
                4 => Paeth(left, above[at], corner),
                _ => 0,
            };
            line[at] = unchecked((byte)(line[at] + guess));
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        if (toLeft <= toAbove && toLeft <= toCorner) { return left; }
        return toAbove <= toCorner ? above : corner;
    }
}
