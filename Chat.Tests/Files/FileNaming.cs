using Chat.Core.Files;

namespace Chat.Tests.Files;

public sealed class FileNaming
{
    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("Báo cáo quý 3.pdf", "Báo cáo quý 3.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\system32\\cmd.exe", "cmd.exe")]
    [InlineData("a/..", "file")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData(" . ", "file")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("report.pdf. . ", "report.pdf")]
    [InlineData("invoice\u202Egpj.exe", "invoicegpj.exe")]
    [InlineData("a\u200Bb\u2066c\uFEFFd\u00ADe.txt", "abcde.txt")]
    [InlineData("line\r\nSet-Cookie: x=1.txt", "lineSet-Cookie_ x=1.txt")]
    [InlineData("nul\0byte.png", "nulbyte.png")]
    [InlineData("a<b>c:d\"e|f?g*h.txt", "a_b_c_d_e_f_g_h.txt")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("com1 .tar.gz", "_com1 .tar.gz")]
    [InlineData("LPT¹.x", "_LPT¹.x")]
    [InlineData("console.log", "console.log")]
    [InlineData("half\uD83D.txt", "half.txt")]
    [InlineData("\u3164\u2800.txt", "txt")]
    [InlineData("e\u0301.txt", "é.txt")]
    public void A_name_is_made_fit_for_any_disk_and_any_eye(string? name, string clean)
    {
        Assert.Equal(clean, FileNames.Clean(name));
        Assert.Equal(clean, FileNames.Clean(clean));
    }

    [Theory]
    [InlineData(116, "x", ".txt", 120)]
    [InlineData(117, "x", ".txt", 120)]
    [InlineData(5_000, "x", ".tar", 120)]
    [InlineData(200, "🎉", ".png", 120)]
    [InlineData(200, "👍🏽", ".jpeg", 117)]
    [InlineData(200, "x", ".a sentence that is no extension", 120)]
    public void A_long_name_keeps_its_end_and_tears_no_character(int times, string part, string end, int length)
    {
        var clean = FileNames.Clean(string.Concat(Enumerable.Repeat(part, times)) + end);

        Assert.Equal(length, clean.Length);
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(clean)));
        if (end.Length < 16) { Assert.EndsWith(end, clean, StringComparison.Ordinal); }
    }

    [Fact]
    public void A_letter_under_a_thousand_accents_is_no_name() =>
        Assert.Equal("file.txt", FileNames.Clean("a" + new string('\u0316', 1_000) + ".txt"));

    [Theory]
    [InlineData("photo.jpg", ContentTypes.Jpeg, "inline; filename=\"photo.jpg\"; filename*=UTF-8''photo.jpg")]
    [InlineData("page.jpg", ContentTypes.Html, "attachment; filename=\"page.jpg\"; filename*=UTF-8''page.jpg")]
    [InlineData("chào 100%.png", ContentTypes.Svg, "attachment; filename=\"ch_o 100_.png\"; filename*=UTF-8''ch%C3%A0o%20100%25.png")]
    [InlineData("a\"; evil=\"b.txt", ContentTypes.Zip, "attachment; filename=\"a_; evil=_b.txt\"; filename*=UTF-8''a_%3B%20evil%3D_b.txt")]
    [InlineData("x\r\nSet-Cookie: y", ContentTypes.Unknown, "attachment; filename=\"xSet-Cookie_ y\"; filename*=UTF-8''xSet-Cookie_%20y")]
    [InlineData("it's (1).pdf", ContentTypes.Pdf, "attachment; filename=\"it's (1).pdf\"; filename*=UTF-8''it%27s%20%281%29.pdf")]
    [InlineData("🎉.gif", ContentTypes.Gif, "inline; filename=\"_.gif\"; filename*=UTF-8''%F0%9F%8E%89.gif")]
    public void The_header_cannot_be_broken_by_a_name(string name, string type, string header)
    {
        Assert.Equal(header, ContentDisposition.For(name, type));

        var read = System.Net.Http.Headers.ContentDispositionHeaderValue.Parse(header);
        Assert.Equal(FileNames.Clean(name), read.FileNameStar);
        Assert.Equal(2, read.Parameters.Count);
    }
}
