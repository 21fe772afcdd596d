using Chat.Assistant.Knowledge;
using static Chat.Tests.Documents.PdfReading;

namespace Chat.Tests.Documents;

/// <summary>From letters at their places to words, lines, paragraphs and headings.</summary>
public sealed class LayingOutPdfs
{
    [Theory]
    [InlineData("[(The) -300 (tea) -250 (house)] TJ", "The tea house")]
    [InlineData("[(T) 80 (he) -60 (re)] TJ", "There")]
    [InlineData("(The) Tj 26 0 Td (tea) Tj 21 0 Td (house) Tj", "The tea house")]
    [InlineData("3 Tc (T e a) Tj", "T e a")]
    [InlineData("0.5 Tc 50 Tz (Tea) Tj 15 0 Td (house) Tj", "Tea house")]
    [InlineData("(E = mc) Tj 5 Ts 8 0 0 8 118 720 Tm (2) Tj", "E = mc2")]
    [InlineData("3 Tr (Seen by machines) Tj", "Seen by machines")]
    [InlineData("16 TL (One) Tj (two) ' 1 2 (three) \"", "One two three")]
    [InlineData("(Twice) Tj 0.3 0 Td (Twice) Tj", "Twice")]
    [InlineData("(house) Tj -27 0 Td (Tea) Tj", "Tea house")]
    [InlineData("1 0 0 -1 72 720 Tm (Upside) Tj", "Upside")]
    [InlineData("0 1 -1 0 72 72 Tm (Up) Tj 19 0 Td (the) Tj 22 0 Td (wall) Tj", "Up the wall")]
    public void Words_come_from_their_places(string shows, string read) => Assert.Equal(read, Text(PdfSketch.Of($"BT /F1 12 Tf 72 720 Td {shows} ET").Bytes()));

    [Fact]
    public void Lines_are_paragraphs_and_room_divides_them()
    {
        var page = "BT /F1 12 Tf 72 720 Td (The tea house opens at) Tj 0 -15 Td (nine and closes at six.) Tj 0 -30 Td (Coffee is a well-) Tj 0 -15 Td (known drink.) Tj ET";

        Assert.Equal(["The tea house opens at nine and closes at six.", "Coffee is a wellknown drink."], Read(PdfSketch.Of(page).Bytes()).Blocks.Select(block => block.Text));
    }

    [Fact]
    public void Larger_lines_are_headings_by_their_size()
    {
        var page = "BT /F1 24 Tf 72 720 Td (Tea) Tj 0 -26 Td (house) Tj /F1 11 Tf 0 -30 Td (We serve tea to everybody who comes by.) Tj /F1 15 Tf 0 -30 Td (Opening hours) Tj "
            + "/F1 11 Tf 0 -20 Td (It opens at nine.) Tj /F1 15 Tf 0 -30 Td (Prices) Tj /F1 11 Tf 0 -20 Td (A cup is three coins, a pot is eight.) Tj ET";

        Assert.Equal(
            [new("Tea house", "We serve tea to everybody who comes by."), new("Tea house › Opening hours", "It opens at nine."), new("Tea house › Prices", "A cup is three coins, a pot is eight.")],
            Read(PdfSketch.Of(page).Bytes()).Blocks);
    }

    [Fact]
    public void A_bold_line_alone_is_a_heading()
    {
        var page = "BT /F2 11 Tf 72 720 Td (Article 5: Leave) Tj /F1 11 Tf 0 -16 Td (Everybody has twelve days of leave in each year, and asks for) Tj "
            + "0 -14 Td (them in time.) Tj ( That is ) Tj /F2 11 Tf (important.) Tj ET";
        var sketch = PdfSketch.Of(page).Put(3, "<< /F1 4 0 R /F2 5 0 R >>").Put(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");

        Assert.Equal([new Block("Article 5: Leave", "Everybody has twelve days of leave in each year, and asks for them in time. That is important.")], Read(sketch.Bytes()).Blocks);
    }

    [Fact]
    public void Columns_are_read_one_after_the_other()
    {
        var page = "BT /F1 12 Tf 15 TL 72 720 Td (Left one) Tj T* (left two) Tj T* (left three.) Tj ET BT /F1 12 Tf 15 TL 320 720 Td (Right one) Tj T* (right two.) Tj ET";

        Assert.Equal(["Left one left two left three.", "Right one right two."], Read(PdfSketch.Of(page).Bytes()).Blocks.Select(block => block.Text));
    }

    [Fact]
    public void A_sentence_goes_on_over_the_page_and_what_stands_on_every_page_is_left_out()
    {
        static string Page(int number, string text) =>
            $"BT /F1 9 Tf 72 780 Td (The house, edition 4) Tj ET {PdfSketch.Lines(text)} BT /F1 9 Tf 300 30 Td (Page {number} of 3) Tj ET";
        var sketch = PdfSketch.Of(Page(1, "The tea house opens every day in the morning at"), Page(2, "nine o'clock. Then tea is served to all who want"), Page(3, "some."));

        Assert.Equal("The tea house opens every day in the morning at nine o'clock. Then tea is served to all who want some.", Text(sketch.Bytes()));
    }

    [Fact]
    public void What_a_page_says_that_it_shows_counts()
    {
        var page = "/Artifact << /Type /Pagination >> BDC BT /F1 12 Tf 72 780 Td (Header) Tj ET EMC BT /F1 12 Tf 72 720 Td (Half a ) Tj "
            + "/Span << /ActualText (cup) >> BDC (xx) Tj (yyy) Tj EMC ( of tea) Tj /Span /P1 BDC (z) Tj EMC ET";
        var sketch = PdfSketch.Of(page).Put(100, "<< /Type /Page /Contents 10 0 R /Resources << /Font 3 0 R /Properties << /P1 << /ActualText <FEFF1EA5> >> >> >> >>");
        sketch.Put(2, "<< /Type /Pages /Kids [100 0 R] >>");

        Assert.Equal("Half a cup of teaấ", Text(sketch.Bytes()));
    }

    [Fact]
    public void Forms_are_read_where_they_are_used_and_not_within_themselves()
    {
        var sketch = PdfSketch.Of("q 1 0 0 1 72 0 cm /X1 Do Q").Put(2, "<< /Kids [100 0 R] /Resources << /Font 3 0 R /XObject << /X1 20 0 R >> >> >>")
            .PutStream(20, "BT /F1 12 Tf 0 700 Td (In a form) Tj ET /X1 Do", "/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 10]");

        Assert.Equal("In a form", Text(sketch.Bytes()));
    }

    [Fact]
    public void Pictures_among_the_text_are_passed_over()
    {
        var page = "BT /F1 12 Tf 72 720 Td (Before) Tj ET BI /W 4 /H 4 /BPC 8 /CS /G ID \u00FF\u0001(EI \u0002 EI\u0003BT (no) Tj\u00FE EI Q BT /F1 12 Tf 72 700 Td (after) Tj ET";

        Assert.Equal("Before after", Text(PdfSketch.Of(page).Bytes()));
    }

    [Theory]
    [InlineData("/Title (The tea house)", "The tea house")]
    [InlineData("/Title <FEFF0054007200E00111>", "Tràđ")]
    [InlineData("/Title (Microsoft Word - Plan.docx)", "Plan")]
    [InlineData("/Title (plan for spring.indd)", "plan for spring")]
    [InlineData("/Title (untitled)", null)]
    [InlineData("/Author (Somebody)", null)]
    public void A_title_is_what_the_file_says(string info, string? title)
    {
        var sketch = PdfSketch.Of(PdfSketch.Lines("Text.")).Put(6, $"<< {info} >>");
        sketch.Trailer += " /Info 6 0 R";

        Assert.Equal(title, Read(sketch.Bytes()).Title);
    }

    [Fact]
    public void A_title_may_be_in_the_metadata()
    {
        const string metadata = "<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            + "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Tea &amp; more</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
        var sketch = PdfSketch.Of(PdfSketch.Lines("Text.")).Put(1, "<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R >>");

        Assert.Equal("Tea & more", Read(sketch.PutStream(7, metadata, "/Type /Metadata").Bytes()).Title);
        Assert.Null(Read(sketch.PutStream(7, "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;", "/Type /Metadata").Bytes()).Title);
    }
}
