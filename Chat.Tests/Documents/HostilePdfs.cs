using System.Globalization;
using System.Text;
using Chat.Assistant.Knowledge.Pdf;
using Chat.Core.Results;
using Chat.Tests.Running;
using static Chat.Tests.Documents.PdfReading;

namespace Chat.Tests.Documents;

/// <summary>Whatever the bytes are, the answer is a text or a sentence.</summary>
public sealed class HostilePdfs
{
    [Theory]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7\nxref\n0 99999999999\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >> endobj")]
    [InlineData("%PDF-1.7\nstartxref\n-5\n%%EOF")]
    [InlineData("%PDF-1.7\nstartxref\n999999999999999999999\n%%EOF")]
    [InlineData("%PDF-1.7\n1 0 obj 1 0 R endobj 2 0 obj 3 0 R endobj 3 0 obj 2 0 R endobj trailer << /Root 2 0 R /Encrypt 1 0 R >>")]
    public void What_holds_no_page_is_damaged(string pdf) => Assert.Contains("damaged", Refusal(PdfSketch.Bytes(pdf)), StringComparison.Ordinal);

    [Fact]
    public void Pages_without_text_are_scanned_ones() =>
        Assert.Contains("(OCR)", Refusal(PdfSketch.Of("q 600 0 0 800 0 0 cm /Im1 Do Q", "").Bytes()), StringComparison.Ordinal);

    [Fact]
    public void A_stream_that_unpacks_to_more_than_anybody_writes_is_too_large()
    {
        var sketch = PdfSketch.Of("").PutStream(10, PdfSketch.Flate(new byte[PdfBudget.MaxStream + 1]), "/Filter /FlateDecode");

        Assert.Equal("too_large", Code(sketch.Bytes()));
    }

    [Fact]
    public void A_stream_within_a_stream_within_a_stream_is_too_large()
    {
        var bomb = PdfSketch.Flate(PdfSketch.Flate(new byte[PdfBudget.MaxStream + 1]));

        Assert.Equal("too_large", Code(PdfSketch.Of("").PutStream(10, bomb, "/Filter [/FlateDecode /FlateDecode]").Bytes()));
    }

    [Fact]
    public void Many_streams_that_together_unpack_to_too_much_are_too_large()
    {
        var sketch = PdfSketch.Of([.. Enumerable.Repeat("", 5)]);
        var spaces = PdfSketch.Flate(new byte[PdfBudget.MaxStream / 2]);
        for (var page = 0; page < 5; page++) { sketch.PutStream(10 + page, spaces, "/Filter /FlateDecode"); }

        Assert.Equal("too_large", Code(sketch.Bytes()));
    }

    [Fact]
    public void Forms_that_use_each_other_many_times_end()
    {
        var sketch = PdfSketch.Of("/X0 Do").Put(2, $"<< /Kids [100 0 R] /Resources << /Font 3 0 R /XObject << {string.Join(' ', Enumerable.Range(0, 30).Select(one => $"/X{one} {200 + one} 0 R"))} >> >> >>");
        for (var form = 0; form < 30; form++)
        {
            sketch.PutStream(200 + form, string.Concat(Enumerable.Repeat($"/X{form + 1} Do ", 30)), "/Subtype /Form");
        }

        Assert.Equal("too_large", Code(sketch.Bytes()));
    }

    [Theory]
    [InlineData("[", 1_000_000)]
    [InlineData("<<", 1_000_000)]
    [InlineData("<< /A ", 500_000)]
    [InlineData("(", 1_000_000)]
    [InlineData("0 ", 1_000_000)]
    [InlineData("q ", 500_000)]
    [InlineData("/P << /ActualText (a) >> BDC ", 100_000)]
    [InlineData("BI ", 500_000)]
    [InlineData("1 0 obj << ", 200_000)]
    public void What_goes_ever_deeper_ends(string part, int times)
    {
        var deep = new StringBuilder().Insert(0, part, times).ToString();

        Assert.NotEmpty(Refusal(PdfSketch.Of(deep).Bytes()));
        Assert.NotEmpty(Refusal(PdfSketch.Bytes("%PDF-1.7\n" + deep)));
        Assert.NotEmpty(Refusal(PdfSketch.Of("").Put(2, deep).Bytes()));
    }

    [Fact]
    public void Streams_whose_lengths_are_streams_end()
    {
        var sketch = PdfSketch.Of("");
        for (var one = 0; one < 2_000; one++) { sketch.PutStream(1_000 + one, [], length: string.Create(CultureInfo.InvariantCulture, $"{1_001 + one} 0 R")); }

        Assert.NotEmpty(Refusal(sketch.PutStream(10, [], length: "1000 0 R").Bytes()));
    }

    [Fact]
    public void Many_streams_without_an_end_are_not_looked_for_over_and_over()
    {
        var file = new StringBuilder("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n");
        for (var one = 2; one < 100_000; one++) { file.Append(CultureInfo.InvariantCulture, $"{one} 0 obj<</Length 9>>stream\n"); }

        Assert.NotEmpty(Refusal(PdfSketch.Bytes(file.ToString())));
    }

    [Fact]
    public void Numbers_beyond_all_pages_are_no_places()
    {
        const string huge = "99999999999999999999999999999999999999999999";
        var page = $"{huge} 0 0 {huge} 0 0 cm {huge} 0 0 {huge} 0 0 cm {huge} 0 0 {huge} 0 0 cm BT /F1 {huge} Tf {huge} {huge} Td {huge} Tz (Far) Tj [-{huge} (away)] TJ ET";

        Assert.NotEmpty(Refusal(PdfSketch.Of(string.Concat(Enumerable.Repeat(page, 12))).Bytes()));
    }

    [Fact]
    public async Task Who_no_longer_waits_is_not_read_for()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => PdfText.Read(PdfSketch.Of(PdfSketch.Lines([.. Enumerable.Repeat("Tea house", 500)])).Bytes(), gone.Token));
    }

    [Fact]
    public async Task Bytes_that_were_changed_are_read_or_refused()
    {
        var random = new Random(20_260);
        byte[][] files = [.. Sketches(), .. await LockedAsync()];
        for (var round = 0; round < 3_000; round++)
        {
            var pdf = Changed([.. files[round % files.Length]], random);
            try { PdfText.Read(pdf, TestContext.Current.CancellationToken); }
            catch (Exception surprise) { throw new InvalidOperationException($"Round {round} was not foreseen: {surprise}", surprise); }
        }
    }

    private static IEnumerable<byte[]> Sketches()
    {
        PdfSketch Rich() => PdfSketch.Of(PdfSketch.Lines("The tea house", "opens at nine.") + "/X1 Do /P << /ActualText (a) >> BDC BT /F2 9 Tf [<00010002> -300 <0003>] TJ /F3 9 Tf (abc) Tj ET EMC BI /W 1 ID x EI", PdfSketch.Lines("Two"))
            .Put(2, "<< /Kids [100 0 R 101 0 R] /Resources << /Font << /F1 4 0 R /F2 5 0 R /F3 9 0 R >> /XObject << /X1 8 0 R >> >> >>")
            .Put(5, "<< /Type /Font /Subtype /Type0 /BaseFont /Large /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>")
            .Put(6, "<< /Subtype /CIDFontType2 /DW 500 /W [1 [600 700] 3 9 800] >>")
            .PutStream(7, "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0009> <1EA5> endbfrange 1 beginbfchar <0002> <D83DDE00> endbfchar")
            .Put(9, "<< /Type /Font /Subtype /Type1 /BaseFont /VNI-Own /FontDescriptor 30 0 R /Encoding << /Differences [98 /uni1EA5 /f_i /ohornacute] >> /FirstChar 97 /Widths [500 600 700] >>")
            .Put(30, "<< /Flags 4 /FontFile 31 0 R >>").PutStream(31, "/Encoding 256 array dup 97 /a put dup 98 /eogonek put readonly def eexec")
            .PutStream(8, "BT /F1 10 Tf 72 300 Td (In a form) Tj ET", "/Subtype /Form /Matrix [1 0 0 1 0 10]");
        yield return Rich().Bytes();
        yield return Rich().Compressed(hasPredictor: true);
        yield return Rich().PutStream(10, PdfSketch.Bytes("800B6050220C0C8501>"), "/Filter [/AHx /LZW] /DecodeParms [null << /Predictor 2 >>]").Bytes();
    }

    private static async Task<byte[][]> LockedAsync()
    {
        var folder = Path.Combine(Repository.Root, "Chat.Tests", "Documents", "Locked");
        return await Task.WhenAll(Directory.GetFiles(folder, "*.pdf").Order(StringComparer.Ordinal).Select(file => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
    }

    private static readonly string[] Parts = ["<<", ">>", "[", "]", "(", ")", "/", "obj", "endobj", "stream", "endstream", "xref", "R", "99999999999", "-1", "0", "\0", "\u00FF"];

    /// <summary>Some bytes are others, or gone, or twice, or a word of PDF.</summary>
    private static byte[] Changed(byte[] pdf, Random random)
    {
        for (var changes = random.Next(1, 12); changes > 0; changes--)
        {
            var at = random.Next(pdf.Length);
            var length = Math.Min(random.Next(1, 40), pdf.Length - at);
            switch (random.Next(5))
            {
                case 0: pdf[at] = (byte)random.Next(256); break;
                case 1: pdf[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: pdf = [.. pdf[..at], .. pdf[(at + length)..], .. "\n"u8]; break;
                case 3: pdf = [.. pdf[..at], .. pdf[at..(at + length)], .. pdf[at..]]; break;
                default: pdf = [.. pdf[..at], .. PdfSketch.Bytes(Parts[random.Next(Parts.Length)]), .. pdf[at..]]; break;
            }
        }

        return pdf;
    }

    private static string Code(byte[] pdf) =>
        PdfText.Read(pdf, TestContext.Current.CancellationToken).IsRefused(out Refusal? refusal, out _) ? refusal.Code : "";
}
