using System.Globalization;
using System.Text;
using static Chat.Tests.Documents.PdfReading;

namespace Chat.Tests.Documents;

/// <summary>Whatever way a file's objects are written and found, its text is the same.</summary>
public sealed class ReadingPdfFiles
{
    private const string Tea = "The tea house opens at nine.";

    private static PdfSketch House => PdfSketch.Of(PdfSketch.Lines(Tea));

    [Fact]
    public void A_classic_table_is_followed() => Assert.Equal(Tea, Text(House.Bytes()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_table_in_a_stream_is_followed_to_objects_in_streams(bool hasPredictor) => Assert.Equal(Tea, Text(House.Compressed(hasPredictor)));

    [Fact]
    public void What_was_added_to_a_file_later_counts()
    {
        var before = House.Bytes(out var table);

        var after = new PdfSketch().PutStream(10, PdfSketch.Lines("It opens at ten.")).After(before, table);

        Assert.Equal("It opens at ten.", Text(after));
    }

    [Fact]
    public void A_hybrid_file_is_read_with_what_its_hidden_stream_adds()
    {
        var plain = Encoding.Latin1.GetString(House.Put(7, "<< /Secret true >>").Bytes());
        var gone = plain.Replace("10 1\n" + Place(plain, "10 0 obj") + " 00000 n", "10 1\n0000000000 00000 f", StringComparison.Ordinal);
        var at = gone.IndexOf("xref\n", StringComparison.Ordinal);
        var row = Convert.ToHexString([1, .. BitConverter.GetBytes(int.Parse(Place(plain, "10 0 obj"), CultureInfo.InvariantCulture)).Reverse()]);
        var stream = $"600 0 obj\n<< /Type /XRef /W [1 4 0] /Index [10 1] /Size 601 /Filter /ASCIIHexDecode /Length {row.Length} >>\nstream\n{row}\nendstream\nendobj\n";
        var hybrid = gone.Insert(at, stream).Replace("/Root", $"/XRefStm {at} /Root", StringComparison.Ordinal)
            .Replace($"startxref\n{at}", $"startxref\n{at + stream.Length}", StringComparison.Ordinal);

        Assert.Equal(Tea, Text(PdfSketch.Bytes(hybrid)));
    }

    [Fact]
    public void Bytes_in_front_of_a_file_are_left_out()
    {
        var sketch = House;
        sketch.Head = "Sent by mail\r\n\r\n%PDF-1.4\n";

        Assert.Equal(Tea, Text(sketch.Bytes()));
        Assert.Equal(Tea, Text([.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. House.Bytes()]));
    }

    [Theory]
    [InlineData("startxref", "startyref")]
    [InlineData("xref\n0 1", "xrxx\n0 1")]
    [InlineData("trailer", "trailor")]
    [InlineData("%%EOF", "\0\0\0\0")]
    [InlineData("00000 n", "00099 n")]
    [InlineData("endobj", "")]
    public void A_broken_table_is_made_again(string part, string instead)
    {
        var broken = Encoding.Latin1.GetString(House.Bytes()).Replace(part, instead, StringComparison.Ordinal);

        Assert.Equal(Tea, Text(PdfSketch.Bytes(broken)));
    }

    [Fact]
    public void A_file_that_grew_in_the_middle_is_looked_through()
    {
        var moved = Encoding.Latin1.GetString(House.Bytes()).Replace("1 0 obj", "%%%%%%%%%%%%%\n1 0 obj", StringComparison.Ordinal);

        Assert.Equal(Tea, Text(PdfSketch.Bytes(moved)));
    }

    [Fact]
    public void Objects_in_streams_are_found_without_a_table()
    {
        var whole = House.Compressed(hasPredictor: true);
        var cut = whole[..whole.AsSpan().LastIndexOf("501 0 obj"u8)];

        Assert.Equal(Tea, Text(cut));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("99999")]
    [InlineData("-1")]
    [InlineData("20 0 R")]
    [InlineData("10 0 R")]
    [InlineData("999 0 R")]
    [InlineData("(long)")]
    public void A_stream_ends_where_it_ends_whatever_its_length_says(string length)
    {
        var sketch = House.Put(20, "44").PutStream(10, PdfSketch.Bytes(PdfSketch.Lines(Tea)), length: length);

        Assert.Equal(Tea, Text(sketch.Bytes()));
    }

    [Fact]
    public void Contents_in_pieces_are_one_and_resources_are_inherited()
    {
        var sketch = PdfSketch.Of("").Put(100, "<< /Type /Page /Parent 2 0 R /Contents [20 0 R 21 0 R] >>")
            .PutStream(20, "BT /F1 12 Tf 72 720 Td (The tea house opens) Tj").PutStream(21, "( at nine.) Tj ET");

        Assert.Equal(Tea, Text(sketch.Bytes()));
    }

    [Fact]
    public void Strings_and_names_are_written_in_many_ways()
    {
        var sketch = PdfSketch.Of("").Put(3, "<< /F#31 4 0 R % a comment >>\n >>")
            .PutStream(10, "BT /F1 12 Tf 72 720 Td (The \\164ea \\(\\\nhouse\\)) Tj < 20 6F 70656 E73 > Tj [(\\\\) ( (at) ni\\156e) 0] TJ ET");

        Assert.Equal("The tea (house) opens\\ (at) nine", Text(sketch.Bytes()));
    }

    [Fact]
    public void A_tree_of_pages_that_runs_in_circles_ends()
    {
        var sketch = House.Put(2, "<< /Type /Pages /Kids [2 0 R 5 0 R 100 0 R 100 0 R] /Resources << /Font 3 0 R >> >>").Put(5, "<< /Kids [2 0 R 5 0 R] >>");

        Assert.Equal(Tea, Text(sketch.Bytes()));
    }

    [Fact]
    public void Tables_that_point_to_each_other_end()
    {
        var sketch = House;
        sketch.Bytes(out var table);
        sketch.Trailer = $"/Root 1 0 R /Prev {table} /XRefStm {table}";

        Assert.Equal(Tea, Text(sketch.Bytes()));
    }

    private static string Place(string pdf, string what) => pdf.IndexOf("\n" + what, StringComparison.Ordinal) is var at && at < 0 ? "" : $"{at + 1:D10}";
}
