using System.Globalization;
using System.Text;
using static Chat.Tests.Documents.PdfReading;

namespace Chat.Tests.Documents;

/// <summary>From the codes that a page shows to the letters that a reader sees.</summary>
public sealed class ReadingPdfFonts
{
    private const string Standard = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica";

    [Theory]
    [InlineData("/Encoding /WinAnsiEncoding", "caf\\351 \\200 \\223q\\224", "café € “q”")]
    [InlineData("/Encoding /MacRomanEncoding", "caf\\216 \\333 \\322q\\323", "café € “q”")]
    [InlineData("/Encoding /StandardEncoding", "o\\256ce \\271q\\272", "ofice „q”")]
    [InlineData("", "it's \\252q\\272", "it’s “q”")]
    [InlineData("/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /acircumflexacute 2 /uhorndotbelow /Dcroat /uni1EC7 /u1F600 /f_i /a.alt] >>", "\\001\\002\\003\\004\\005\\006\\007z", "ấựĐệ😀fiaz")]
    [InlineData("/Encoding << /Differences [65 /Ohorn /ohornhookabove /abrevedotbelow /ycircumflex /dong] >>", "ABCDE", "Ơởặŷ₫")]
    [InlineData("/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 / /_ /a__b /.x /uniD800 /uni /u1 /u12345678] >>", "tea\\001\\002\\003\\004 house\\005\\006\\007\\010 is here, open all the day long", "tea house is here, open all the day long")]
    public void Encodings_and_the_names_of_glyphs(string encoding, string shown, string read) => Assert.Equal(read, Shown($"<< {Standard} {encoding} >>", $"({shown})"));

    [Fact]
    public void A_map_says_what_codes_mean()
    {
        const string map = """
            /CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
            2 beginbfchar <01> <1EA5> <02> <D83DDE00> endbfchar
            3 beginbfrange <10> <12> <0061> <20> <21> [<0066006C> <1EF1>] <30> <31> <D83DDE00> endbfrange endcmap
            """;
        var sketch = PdfSketch.Of("BT /F1 12 Tf 72 720 Td <0102 10 11 12 2021 31> Tj ET").Put(4, $"<< {Standard} /ToUnicode 5 0 R >>").PutStream(5, map);

        Assert.Equal("ấ😀abcflự😁", Text(sketch.Bytes()));
    }

    [Fact]
    public void A_large_font_is_read_by_its_map_and_measured_by_its_widths()
    {
        var sketch = Large("/Identity-H", "<0001 0002> Tj 30 0 Td <0003 0004> Tj", Map("tiếng"[..4].Select((one, at) => (at + 1, one))), "/DW 500 /W [1 [1200 1300] 3 4 700]");

        Assert.Equal("tiến", Text(sketch.Bytes()));
    }

    [Fact]
    public void A_large_font_in_unicode_needs_no_map()
    {
        var words = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("東京 Đà Nẵng 😀"));

        Assert.Equal("東京 Đà Nẵng 😀", Text(Large("/UniJIS-UTF16-H", $"<{words}> Tj", map: null).Bytes()));
    }

    [Fact]
    public void A_large_font_with_a_map_of_codes_of_its_own()
    {
        var sketch = Large("6 0 R", "<41 8142> Tj", Map([(0x41, 'ơ'), (0x8142, 'ừ')]))
            .PutStream(6, "begincmap 2 begincodespacerange <00> <7F> <8100> <9FFF> endcodespacerange 1 begincidrange <41> <41> 7 endcidrange endcmap");

        Assert.Equal("ơừ", Text(sketch.Bytes()));
    }

    [Fact]
    public void A_large_font_that_does_not_say_its_letters_is_refused() =>
        Assert.Contains("do not say which letters", Refusal(Large("/Identity-H", "<0001 0002 0003> Tj", map: null).Bytes()), StringComparison.Ordinal);

    [Fact]
    public void A_font_that_says_its_codes_in_its_program()
    {
        var sketch = PdfSketch.Of("BT /F1 12 Tf 72 720 Td <0102> Tj ET").Put(4, "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+CMR10 /FontDescriptor 5 0 R >>")
            .Put(5, "<< /Flags 4 /FontFile 6 0 R >>")
            .PutStream(6, "%!PS-AdobeFont\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 1 /T put\ndup 2 /ffi put\nreadonly def\ncurrentfile eexec xyz");

        Assert.Equal("Tffi", Text(sketch.Bytes()));
    }

    [Theory]
    [InlineData(".VnTime", "C\\351ng h\\337a x\\267 h\\351i", "Cộng hòa xã hội")]
    [InlineData("ABCDEF+.VnTimeH", "\\256\\351c l\\313p", "ĐỘC LẬP")]
    [InlineData("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñöôøng, NÖÔÙC", "Cộng hòa xã hội chủ nghĩa Việt Nam, đường, NƯỚC")]
    public void Vietnamese_from_before_Unicode(string font, string shown, string read) =>
        Assert.Equal(read, Shown($"<< /Type /Font /Subtype /TrueType /BaseFont /{font} /Encoding /WinAnsiEncoding >>", $"({shown})"));

    [Fact]
    public void Letters_come_with_their_marks_in_one() =>
        Assert.Equal("Việt", Shown($"<< {Standard} /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /circumflexcomb /dotbelowcomb] >> >>", "(Vie\\001\\002t)"));

    [Fact]
    public void Ligatures_are_letters() => Assert.Equal("office", Shown($"<< {Standard} /Encoding << /Differences [1 /ffi] >> >>", "(o\\001ce)"));

    [Fact]
    public void A_few_letters_that_nobody_can_tell_are_left_out_and_many_are_refused()
    {
        const string font = $"<< {Standard} /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /g31 /g32 /g33 /g34 /g35 /g36 /g37 /g38] >> >>";

        Assert.Equal("The tea house opens", Shown(font, "(The tea house\\001 opens)"));
        Assert.Contains("do not say", Refusal(PdfSketch.Of("BT /F1 12 Tf 72 720 Td (The\\001\\002\\003\\004\\005\\006\\007) Tj ET").Put(4, font).Bytes()), StringComparison.Ordinal);
    }

    private static string Shown(string font, string text) => Text(PdfSketch.Of($"BT /F1 12 Tf 72 720 Td {text} Tj ET").Put(4, font).Bytes());

    private static string Map(IEnumerable<(int Code, char Letter)> letters) =>
        $"begincmap 1 beginbfchar {string.Join(' ', letters.Select(one => string.Create(CultureInfo.InvariantCulture, $"<{one.Code:X4}> <{(int)one.Letter:X4}>")))} endbfchar endcmap";

    private static PdfSketch Large(string encoding, string shows, string? map, string widths = "")
    {
        var sketch = PdfSketch.Of($"BT /F1 12 Tf 72 720 Td {shows} ET")
            .Put(4, $"<< /Type /Font /Subtype /Type0 /BaseFont /Large /Encoding {encoding} /DescendantFonts [5 0 R] {(map is null ? "" : "/ToUnicode 8 0 R")} >>")
            .Put(5, $"<< /Type /Font /Subtype /CIDFontType2 {widths} >>");
        return map is null ? sketch : sketch.PutStream(8, map.Replace("<0041>", "<41>", StringComparison.Ordinal));
    }
}
