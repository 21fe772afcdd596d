namespace Chat.Core.Files.Blanking;

/// <summary>Which items of a HEIF file are no picture (its box <c>iinf</c>, ISO/IEC 14496-12 §8.11.6).</summary>
internal static class HeifItems
{
    public static void AddTelling(HashSet<uint> items, ReadOnlySpan<byte> itemInfo)
    {
        var table = new TableReader(itemInfo);
        var version = table.Int() >> 24;
        if (version == 0) { table.Short(); }
        else { table.Int(); }

        // The count is not asked: the boxes end where the table ends.
        while (table.Rest.Length > 0)
        {
            var size = table.Int();
            if (size < 8) { throw new BrokenFileException("an item is smaller than its header"); }
            var entry = table.Take(size - 4L);
            if (entry.StartsWith("infe"u8) && Telling(entry[4..]) is { } id) { items.Add(id); }
        }
    }

    /// <summary>The id of an item of EXIF, of a type of the Internet (XMP is one of those), or of a name of its own.</summary>
    private static uint? Telling(ReadOnlySpan<byte> entry)
    {
        var item = new TableReader(entry);
        var version = item.Int() >> 24;
        if (version > 3) { throw new BrokenFileException("an item has a version that is not known"); }
        var id = version == 3 ? item.Int() : item.Short();
        item.Short();

        // The old two versions have types of the Internet alone.
        if (version < 2) { return id; }
        var type = item.Take(4);
        return type.SequenceEqual("Exif"u8) || type.SequenceEqual("mime"u8) || type.SequenceEqual("uri "u8) ? id : null;
    }
}
