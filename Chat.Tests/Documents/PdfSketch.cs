using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Chat.Tests.Documents;

/// <summary>Writes small PDFs, right ones and wrong ones. Text is Latin: one character, one byte.</summary>
internal sealed class PdfSketch
{
    private readonly SortedDictionary<int, byte[]> _objects = [];

    public string Trailer { get; set; } = "/Root 1 0 R";

    public string Head { get; set; } = "%PDF-1.7\n%âãÏÓ\n";

    public PdfSketch Put(int number, string body)
    {
        _objects[number] = Bytes(body);
        return this;
    }

    public PdfSketch PutStream(int number, string content, string entries = "") => PutStream(number, Bytes(content), entries);

    public PdfSketch PutStream(int number, byte[] content, string entries = "", string? length = null)
    {
        _objects[number] = [.. Bytes($"<< /Length {length ?? content.Length.ToString(CultureInfo.InvariantCulture)} {entries} >>\nstream\n"), .. content, .. "\nendstream"u8];
        return this;
    }

    /// <summary>A document of pages, each with its content as object 10, 11 and so on; the fonts of all are in object 3.</summary>
    public static PdfSketch Of(params string[] pages)
    {
        var sketch = new PdfSketch().Put(1, "<< /Type /Catalog /Pages 2 0 R >>").Put(3, "<< /F1 4 0 R >>").Put(4, Helvetica);
        sketch.Put(2, $"<< /Type /Pages /Count {pages.Length} /Resources << /Font 3 0 R >> /Kids [{string.Join(' ', pages.Select((_, at) => $"{100 + at} 0 R"))}] >>");
        for (var at = 0; at < pages.Length; at++)
        {
            sketch.Put(100 + at, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {10 + at} 0 R >>").PutStream(10 + at, pages[at]);
        }

        return sketch;
    }

    /// <summary>Lines from the top of a page down.</summary>
    public static string Lines(params string[] lines) =>
        $"BT /F1 12 Tf 72 720 Td 16 TL {string.Join(' ', lines.Select(line => $"({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T*"))} ET";

    public const string Helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

    /// <summary>Lines of any letters, each in its size, below a title that only the file knows.</summary>
    public static byte[] Unicode(string title, params (int Size, string Text)[] lines)
    {
        var page = string.Join(' ', lines.Select(line => $"/F1 {line.Size} Tf 0 -40 Td <{Hex(line.Text)}> Tj"));
        var sketch = Of($"BT 72 780 Td {page} ET").Put(6, $"<< /Title <FEFF{Hex(title)}> >>")
            .Put(4, "<< /Type /Font /Subtype /Type0 /BaseFont /Large /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 8 0 R >>")
            .Put(5, "<< /Type /Font /Subtype /CIDFontType2 /DW 500 >>")
            .PutStream(8, "begincmap 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap");
        sketch.Trailer += " /Info 6 0 R";
        return sketch.Bytes();
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    /// <summary>With a classic table.</summary>
    public byte[] Bytes() => Bytes(out _);

    public byte[] Bytes(out int table)
    {
        var file = new MemoryStream();
        Write(file, Head);
        var places = Objects(file);
        table = (int)file.Length;
        Write(file, "xref\n0 1\n0000000000 65535 f \n");
        foreach (var (number, at) in places) { Write(file, $"{number} 1\n{at:D10} 00000 n \n"); }
        Write(file, $"trailer\n<< /Size {_objects.Keys.Max() + 1} {Trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    /// <summary>With a table that is a stream, and all that may be in a stream of objects.</summary>
    public byte[] Compressed(bool hasPredictor)
    {
        var file = new MemoryStream();
        Write(file, Head);
        var packed = _objects.Where(one => !Encoding.Latin1.GetString(one.Value).Contains("stream", StringComparison.Ordinal)).ToList();
        var (header, body) = (new StringBuilder(), new StringBuilder());
        foreach (var (number, bytes) in packed)
        {
            header.Append(CultureInfo.InvariantCulture, $"{number} {body.Length} ");
            body.Append(Encoding.Latin1.GetString(bytes)).Append('\n');
        }

        foreach (var (number, _) in packed) { _objects.Remove(number); }
        PutStream(500, Flate(Bytes(header.ToString() + body)), $"/Type /ObjStm /N {packed.Count} /First {header.Length} /Filter /FlateDecode");
        var places = Objects(file);
        var table = (int)file.Length;
        var rows = new SortedDictionary<int, byte[]> { [501] = Row(1, table, 0) };
        foreach (var (number, at) in places) { rows[number] = Row(1, at, 0); }
        for (var at = 0; at < packed.Count; at++) { rows[packed[at].Key] = Row(2, 500, at); }
        var data = rows.Values.SelectMany(row => row).ToArray();
        var parameters = hasPredictor ? "/DecodeParms << /Predictor 12 /Columns 7 >>" : "";
        var index = string.Join(' ', rows.Keys.Select(number => $"{number} 1"));
        PutStream(501, Flate(hasPredictor ? Up(data, 7) : data), $"/Type /XRef /W [1 4 2] /Index [{index}] /Size 502 {Trailer} /Filter [/FlateDecode] {parameters}");
        Write(file, "501 0 obj\n");
        file.Write(_objects[501]);
        Write(file, $"\nendobj\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    /// <summary>Another part behind a file, which replaces some of its objects.</summary>
    public byte[] After(byte[] before, int previous)
    {
        var file = new MemoryStream();
        file.Write(before);
        var places = Objects(file);
        var table = file.Length;
        Write(file, "xref\n");
        foreach (var (number, at) in places) { Write(file, $"{number} 1\n{at:D10} 00000 n \n"); }
        Write(file, $"trailer\n<< /Size 600 {Trailer} /Prev {previous} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    public static byte[] Bytes(string latin) => Encoding.Latin1.GetBytes(latin);

    public static byte[] Flate(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) { zlib.Write(plain); }
        return packed.ToArray();
    }

    private SortedDictionary<int, long> Objects(MemoryStream file)
    {
        var places = new SortedDictionary<int, long>();
        foreach (var (number, body) in _objects)
        {
            places[number] = file.Length;
            Write(file, $"{number} 0 obj\n");
            file.Write(body);
            Write(file, "\nendobj\n");
        }

        return places;
    }

    private static byte[] Row(int kind, long second, int third) =>
        [(byte)kind, (byte)(second >> 24), (byte)(second >> 16), (byte)(second >> 8), (byte)second, (byte)(third >> 8), (byte)third];

    private static byte[] Up(byte[] data, int row) =>
        [.. data.Chunk(row).SelectMany((line, at) => (byte[])[2, .. line.Select((one, x) => (byte)(one - (at is 0 ? 0 : data[((at - 1) * row) + x])))])];

    private static void Write(MemoryStream file, string latin) => file.Write(Bytes(latin));
}
