using System.Buffers.Binary;

namespace Chat.Core.Files;

/// <summary>Office and book formats are zips with a known first entry. When in doubt it is a zip.</summary>
internal static class ZipFlavours
{
    private const int HeaderBytes = 30;
    private const string Ooxml = "application/vnd.openxmlformats-officedocument.";

    public static string? Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0005\u0006"u8)) { return ContentTypes.Zip; }
        if (!head.StartsWith("PK\u0003\u0004"u8)) { return null; }
        var name = NameAt(head);
        if (name.SequenceEqual("mimetype"u8)) { return OpenDocument(head[(HeaderBytes + name.Length)..]); }
        return name.SequenceEqual("[Content_Types].xml"u8) || name.StartsWith("_rels/"u8) ? Office(head) : ContentTypes.Zip;
    }

    private static string Office(ReadOnlySpan<byte> head)
    {
        for (var rest = head; !rest.IsEmpty;)
        {
            var name = NameAt(rest);
            if (name.StartsWith("word/"u8)) { return Ooxml + "wordprocessingml.document"; }
            if (name.StartsWith("xl/"u8)) { return Ooxml + "spreadsheetml.sheet"; }
            if (name.StartsWith("ppt/"u8)) { return Ooxml + "presentationml.presentation"; }
            var next = rest[1..].IndexOf("PK\u0003\u0004"u8);
            rest = next < 0 ? [] : rest[(next + 1)..];
        }

        return ContentTypes.Zip;
    }

    /// <summary>The type stands there in plain bytes, without compression.</summary>
    private static string OpenDocument(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("application/epub+zip"u8)) { return "application/epub+zip"; }
        if (content.StartsWith("application/vnd.oasis.opendocument.text"u8)) { return "application/vnd.oasis.opendocument.text"; }
        if (content.StartsWith("application/vnd.oasis.opendocument.spreadsheet"u8))
        {
            return "application/vnd.oasis.opendocument.spreadsheet";
        }

        return ContentTypes.Zip;
    }

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> entry)
    {
        if (entry.Length < HeaderBytes) { return []; }
        var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]);
        return entry.Length < HeaderBytes + length ? [] : entry.Slice(HeaderBytes, length);
    }
}
