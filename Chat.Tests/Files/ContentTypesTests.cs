using System.Text;
using Chat.Core.Files;

namespace Chat.Tests.Files;

public sealed class ContentTypesTests
{
    public static TheoryData<string, byte[]> Known => new()
    {
        { ContentTypes.Jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] },
        { ContentTypes.Png, [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0] },
        { ContentTypes.Gif, [.. "GIF89a=1;/*"u8] },
        { ContentTypes.Webp, [.. "RIFF\0\0\0\0WEBPVP8 "u8] },
        { ContentTypes.Avif, [0, 0, 0, 24, .. "ftypavif\0\0\0\0avifmif1"u8] },
        { ContentTypes.Avif, [0, 0, 0, 24, .. "ftypmif1\0\0\0\0mif1avif"u8] },
        { ContentTypes.Heic, [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8] },
        { ContentTypes.Heic, [0, 0, 0, 24, .. "ftypmif1\0\0\0\0mif1heic"u8] },
        { ContentTypes.Bmp, [.. "BM"u8, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0] },
        { ContentTypes.Tiff, [.. "II*\0"u8, 8, 0, 0, 0] },
        { ContentTypes.Tiff, [.. "MM\0*"u8, 0, 0, 0, 8] },
        { ContentTypes.Tiff, [.. "II+\0\u0008\0\0\0"u8, 16, 0, 0, 0, 0, 0, 0, 0] },
        { ContentTypes.Tiff, [.. "MM\0+\0\u0008\0\0"u8, 0, 0, 0, 0, 0, 0, 0, 16] },
        { ContentTypes.Mp4, [0, 0, 0, 24, .. "ftypisom\0\0\0\0isomavc1"u8] },
        { ContentTypes.Mp4, [0, 0, 0, 20, .. "ftypmp42\0\0\0\0mp42"u8, 0, 0, 0, 24, .. "moovhdlrvidehdlrsoun"u8] },
        { ContentTypes.Mp4Audio, [0, 0, 0, 20, .. "ftypmp42\0\0\0\0mp42"u8, 0, 0, 0, 16, .. "moovhdlrsoun"u8] },
        { ContentTypes.Mp4Audio, [0, 0, 0, 20, .. "ftypM4A \0\0\0\0M4A "u8] },
        { ContentTypes.QuickTime, [0, 0, 0, 20, .. "ftypqt  \0\0\0\0qt  "u8] },
        { ContentTypes.WebM, [0x1A, 0x45, 0xDF, 0xA3, 0x9F, .. "\u0042\u0082webm A_OPUS V_VP9"u8] },
        { ContentTypes.WebMAudio, [0x1A, 0x45, 0xDF, 0xA3, 0x9F, .. "\u0042\u0082webm A_OPUS"u8] },
        { ContentTypes.Matroska, [0x1A, 0x45, 0xDF, 0xA3, 0x9F, .. "\u0042\u0082matroska"u8] },
        { ContentTypes.Ogg, [.. "OggS"u8, .. new byte[24], .. "OpusHead"u8] },
        { ContentTypes.OggVideo, [.. "OggS"u8, .. new byte[24], 0x80, .. "theora\u0003"u8] },
        { ContentTypes.Mp3, [.. "ID3\u0004"u8, 0, 0] },
        { ContentTypes.Mp3, [0xFF, 0xFB, 0x90, 0x00] },
        { ContentTypes.Aac, [0xFF, 0xF1, 0x50, 0x80] },
        { ContentTypes.Wav, [.. "RIFF\0\0\0\0WAVEfmt "u8] },
        { ContentTypes.Flac, [.. "fLaC\0\0\0\u0022"u8] },
        { ContentTypes.Pdf, [.. "%PDF-1.7\n"u8] },
        { ContentTypes.Pdf, [.. "garbage first\n%PDF-1.4"u8] },
        { ContentTypes.Zip, Zip("photo.jpg") },
        { ContentTypes.Zip, [.. "PK\u0005\u0006"u8, .. new byte[18]] },
        { ContentTypes.Zip, Zip("[Content_Types].xml", "somewhere/else.xml") },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Zip("[Content_Types].xml", "word/document.xml") },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Zip("_rels/.rels", "xl/workbook.xml") },
        { "application/vnd.openxmlformats-officedocument.presentationml.presentation", Zip("[Content_Types].xml", "ppt/a.xml") },
        { "application/epub+zip", [.. Zip("mimetype"), .. "application/epub+zip"u8] },
        { ContentTypes.Gzip, [0x1F, 0x8B, 8, 0] },
        { ContentTypes.Unknown, [] },
        { ContentTypes.Unknown, [0] },
        { ContentTypes.Unknown, [.. "\u007fELF\u0002\u0001\u0001\0"u8] },
        { ContentTypes.Unknown, [.. "MZ"u8, 0x90, 0, 3, 0] },
        { ContentTypes.Unknown, [0xFF, 0xFF, 0xFF, 0xFF] },
        { ContentTypes.Unknown, [0xC3, 0x28, 0x41, 0x41] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_file_is_what_its_bytes_are(string type, byte[] head) => Assert.Equal(type, ContentTypes.Detect(head));

    [Theory]
    [InlineData(ContentTypes.Html, "<!DOCTYPE html><p>")]
    [InlineData(ContentTypes.Html, " \r\n\t<HTML>")]
    [InlineData(ContentTypes.Html, "\uFEFF<script>alert(1)</script>")]
    [InlineData(ContentTypes.Html, "<!-- a quiet beginning --> <!-- and more --><body onload=x>")]
    [InlineData(ContentTypes.Html, "<!-- one that never ends")]
    [InlineData(ContentTypes.Html, "<!-- one before --> plain words")]
    [InlineData(ContentTypes.Html, "<img src=x onerror=alert(1)>")]
    [InlineData(ContentTypes.Html, "<?php echo 1 ?>")]
    [InlineData(ContentTypes.Html, "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><script/></html>")]
    [InlineData(ContentTypes.Html, "<!doctype html><svg onload=alert(1)>")]
    [InlineData(ContentTypes.Svg, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData(ContentTypes.Svg, "<?xml version='1.0'?>\n<!-- drawn -->\n<!DOCTYPE svg><SVG>")]
    [InlineData(ContentTypes.Svg, "<!-- c --><s:svg xmlns:s='http://www.w3.org/2000/svg'/>")]
    [InlineData(ContentTypes.Xml, "<?xml version='1.0'?><feed/>")]
    [InlineData(ContentTypes.Text, "a <b>bold</b> word")]
    [InlineData(ContentTypes.Text, "<3 you")]
    [InlineData(ContentTypes.Text, "chào bạn, 你好, привет 🎉")]
    [InlineData(ContentTypes.Text, "BM is two letters; abcdftypisom are twelve")]
    [InlineData(ContentTypes.Unknown, "text with a NUL\0in it")]
    public void A_page_is_known_behind_every_disguise(string type, string text)
    {
        Assert.Equal(type, ContentTypes.Detect(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(type, ContentTypes.Detect([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]));
        Assert.Equal(type, ContentTypes.Detect([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)]));
    }

    [Fact]
    public void A_page_with_broken_characters_is_still_a_page() =>
        Assert.Equal(ContentTypes.Html, ContentTypes.Detect([.. "<html>"u8, 0xFF, 0xFE, 0xC3]));

    [Fact]
    public void A_head_that_ends_within_a_character_is_text()
    {
        var text = Encoding.UTF8.GetBytes("đi chơi 🎉");
        for (var kept = 1; kept <= text.Length; kept++) { Assert.Equal(ContentTypes.Text, ContentTypes.Detect(text.AsSpan(0, kept))); }
    }

    [Fact]
    public void Any_bytes_have_a_type()
    {
        var random = new Random(7);
        foreach (var (_, head) in Known.Select(row => row.Data))
        {
            for (var kept = 0; kept <= head.Length; kept++) { Assert.NotEmpty(ContentTypes.Detect(head.AsSpan(0, kept))); }
            for (var round = 0; round < 200 && head.Length > 0; round++)
            {
                byte[] broken = [.. head];
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
                Assert.NotEmpty(ContentTypes.Detect(broken));
            }
        }
    }

    [Theory]
    [InlineData(ContentTypes.Html)]
    [InlineData(ContentTypes.Svg)]
    [InlineData(ContentTypes.Xml)]
    [InlineData(ContentTypes.Pdf)]
    [InlineData(ContentTypes.Zip)]
    [InlineData(ContentTypes.Unknown)]
    [InlineData("text/javascript")]
    [InlineData("application/xhtml+xml")]
    [InlineData("IMAGE/SVG+XML")]
    [InlineData("")]
    public void What_a_browser_would_run_is_never_shown_in_place(string type) => Assert.False(ContentTypes.IsInlineSafe(type));

    [Theory]
    [InlineData(ContentTypes.Jpeg, FileKind.Image)]
    [InlineData(ContentTypes.Avif, FileKind.Image)]
    [InlineData(ContentTypes.Svg, FileKind.File)]
    [InlineData(ContentTypes.Heic, FileKind.File)]
    [InlineData(ContentTypes.WebMAudio, FileKind.Audio)]
    [InlineData(ContentTypes.QuickTime, FileKind.Video)]
    [InlineData(ContentTypes.Pdf, FileKind.File)]
    public void The_kind_follows_from_the_type(string type, FileKind kind) => Assert.Equal(kind, ContentTypes.KindOf(type));

    private static byte[] Zip(params string[] names) =>
        [.. names.SelectMany(name => (byte[])
        [
            .. "PK\u0003\u0004"u8, .. new byte[22], (byte)name.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(name),
        ])];
}
