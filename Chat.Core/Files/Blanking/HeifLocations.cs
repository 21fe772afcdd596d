namespace Chat.Core.Files.Blanking;

/// <summary>Where items of a HEIF file lie (its box <c>iloc</c>, ISO/IEC 14496-12 §8.11.3).</summary>
internal static class HeifLocations
{
    private const int InFile = 0, InItemData = 1;

    /// <param name="itemData">The body of the box <c>idat</c> beside it.</param>
    public static void Zero(Blanks blanks, ReadOnlySpan<byte> locations, HashSet<uint> items, ByteRange? itemData)
    {
        var table = new TableReader(locations);
        var version = table.Int() >> 24;
        if (version > 2) { throw new BrokenFileException("its places have a version that is not known"); }
        var sizes = table.Short();
        var (offset, length, start, index) = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, version == 0 ? 0 : sizes & 15);

        for (var left = version == 2 ? table.Int() : table.Short(); left > 0; left--)
        {
            var isTelling = items.Contains(version == 2 ? table.Int() : table.Short());
            var method = version == 0 ? InFile : table.Short() & 15;
            var foreign = table.Short();
            var from = table.Number(start);
            var extents = table.Short();
            if (!isTelling)
            {
                table.Take((long)extents * (index + offset + length));
                continue;
            }

            if (foreign != 0) { throw new BrokenFileException("what it tells lies in another file"); }
            for (; extents > 0; extents--)
            {
                table.Number(index);
                var (at, bytes) = (table.Number(offset), table.Number(length));

                // Of no length, it would be everything there is.
                if (bytes == 0 || at > ulong.MaxValue - from) { throw new BrokenFileException("what it tells has no bounds"); }
                Zero(blanks, method, itemData, from + at, bytes);
            }
        }
    }

    private static void Zero(Blanks blanks, int method, ByteRange? itemData, ulong at, ulong length)
    {
        switch (method)
        {
            case InFile:
                blanks.Zero(at, length);
                break;
            case InItemData when itemData is { } data:
                blanks.Zero(data.Part(at, length));
                break;
            default:
                throw new BrokenFileException("what it tells lies in a place that is not known");
        }
    }
}
