using System.Text;
using Chat.Core.Files;
using Chat.Tests.Running;

namespace Chat.Tests.Pictures;

public sealed class CleaningPictures : PictureTests
{
    public CleaningPictures() => Requires.Pictures();

    [Fact]
    public async Task A_photo_keeps_neither_place_nor_camera()
    {
        var photo = MadePictures.WithPhoneMetadata(MadePictures.Jpeg(PngMaker.LeftRedRightBlue(40, 30)), orientation: 1);
        Assert.True(Knows(photo, "Exif") && Knows(photo, MadePictures.Place) && Holds(photo, MadePictures.LatitudeBytes));

        foreach (var copy in new[]
        {
            Done(await Pictures.CleanAsync(photo, Token)),
            Done(await Pictures.ThumbnailAsync(photo, 320, Token)),
            Done(await Pictures.AvatarAsync(photo, Token)),
        })
        {
            Assert.False(Knows(copy.Bytes, "Exif") || Knows(copy.Bytes, "EXIF"));
            Assert.False(Knows(copy.Bytes, MadePictures.Place) || Knows(copy.Bytes, "xmp") || Knows(copy.Bytes, "Photoshop"));
            Assert.False(Holds(copy.Bytes, MadePictures.LatitudeBytes));
        }
    }

    [Theory]
    [InlineData(1, 0.1, 0.5, 0.9, 0.5)]
    [InlineData(2, 0.9, 0.5, 0.1, 0.5)]
    [InlineData(3, 0.9, 0.5, 0.1, 0.5)]
    [InlineData(6, 0.5, 0.1, 0.5, 0.9)]
    [InlineData(8, 0.5, 0.9, 0.5, 0.1)]
    public async Task Turning_is_applied_to_the_pixels(byte orientation, double redX, double redY, double blueX, double blueY)
    {
        var photo = MadePictures.WithPhoneMetadata(MadePictures.Jpeg(PngMaker.LeftRedRightBlue(48, 32)), orientation);

        var clean = Done(await Pictures.CleanAsync(photo, Token));

        var isTurned = orientation >= 5;
        Assert.Equal(isTurned ? (32, 48) : (48, 32), (clean.Info.Width, clean.Info.Height));
        Assert.True(IsRed(PixelAt(clean.Bytes, redX, redY)));
        Assert.True(IsBlue(PixelAt(clean.Bytes, blueX, blueY)));
    }

    [Fact]
    public async Task A_picture_stays_in_its_format()
    {
        var png = PngMaker.LeftRedRightBlue(40, 30);
        byte[][] pictures = [png, MadePictures.Jpeg(png), MadePictures.Gif(png, 30), MadePictures.Webp(png, 30)];
        foreach (var picture in pictures)
        {
            var clean = Done(await Pictures.CleanAsync(picture, Token));

            Assert.Equal(ContentTypes.Detect(picture), clean.Info.ContentType);
            Assert.Equal(clean.Info, Done(await Pictures.DescribeAsync(clean.Bytes, Token)));
            Assert.True(IsRed(PixelAt(clean.Bytes, 0.1, 0.5)) && IsBlue(PixelAt(clean.Bytes, 0.9, 0.5)));
        }

        var fromAvif = Done(await Pictures.CleanAsync(MadePictures.Avif(png), Token));
        Assert.Equal(ContentTypes.Webp, fromAvif.Info.ContentType);
        Assert.True(IsRed(PixelAt(fromAvif.Bytes, 0.1, 0.5)));
    }

    [Fact]
    public async Task A_png_loses_its_texts_and_its_exif()
    {
        var png = PngMaker.LeftRedRightBlue(40, 30);
        png = PngMaker.WithChunk(png, "tEXt", Encoding.ASCII.GetBytes($"Comment\0{MadePictures.Place}"));
        png = PngMaker.WithChunk(png, "eXIf", MadePictures.Exif(orientation: 1));

        var clean = Done(await Pictures.CleanAsync(png, Token));

        Assert.False(Knows(clean.Bytes, MadePictures.Place) || Knows(clean.Bytes, "eXIf") || Knows(clean.Bytes, "tEXt"));
    }

    [Fact]
    public async Task An_animation_keeps_its_frames_and_loses_what_hides_behind_them()
    {
        var gif = MadePictures.Gif(ReadingPictures.Three(40, 10), 10);
        byte[] comment = [0x21, 0xFE, (byte)MadePictures.Place.Length, .. Encoding.ASCII.GetBytes(MadePictures.Place), 0];
        byte[] dirty = [.. gif.AsSpan(0, gif.Length - 1), .. comment, 0x3B, .. "<script>alert(1)</script>"u8];

        var clean = Done(await Pictures.CleanAsync(dirty, Token));

        Assert.Equal(new(ContentTypes.Gif, 40, 10, 3), Done(await Pictures.DescribeAsync(clean.Bytes, Token)));
        Assert.False(Knows(clean.Bytes, MadePictures.Place) || Knows(clean.Bytes, "script"));
        Assert.Equal(gif, clean.Bytes.ToArray());
    }

    [Fact]
    public async Task An_animated_webp_still_moves()
    {
        var clean = Done(await Pictures.CleanAsync(MadePictures.Webp(ReadingPictures.Three(40, 10), 10), Token));

        Assert.Equal(new(ContentTypes.Webp, 40, 10, 3), clean.Info);
        Assert.Equal(clean.Info, Done(await Pictures.DescribeAsync(clean.Bytes, Token)));
    }

    [Fact]
    public async Task Print_colours_and_sixteen_bits_become_what_screens_show()
    {
        var png = PngMaker.LeftRedRightBlue(40, 30);
        var cmyk = MadePictures.Jpeg(png, ("colourspace", "space", "cmyk"));
        var deep = MadePictures.Save(png, "pngsave_buffer", [("colourspace", "space", "rgb16")]);
        var grey = MadePictures.Jpeg(png, ("colourspace", "space", "b-w"));

        // The frame header of four colours is twenty bytes long.
        Assert.True(Holds(cmyk, [0xFF, 0xC0, 0, 20]));
        Assert.Equal(16, deep[24]);

        foreach (var picture in new[] { cmyk, deep, grey })
        {
            var clean = Done(await Pictures.CleanAsync(picture, Token));
            var thumbnail = Done(await Pictures.ThumbnailAsync(picture, 20, Token));

            Assert.Equal((40, 30), (clean.Info.Width, clean.Info.Height));
            Assert.Equal((20, 15), (thumbnail.Info.Width, thumbnail.Info.Height));
        }

        var red = PixelAt(Done(await Pictures.ThumbnailAsync(cmyk, 20, Token)).Bytes, 0.1, 0.5);
        Assert.True(red.Red > 150 && red.Red > 2 * red.Blue, $"{red} is not red");
        Assert.Equal(8, Done(await Pictures.CleanAsync(deep, Token)).Bytes.Span[24]);
    }

    private static bool Knows(ReadOnlyMemory<byte> file, string text) => Holds(file, Encoding.ASCII.GetBytes(text));

    private static bool Holds(ReadOnlyMemory<byte> file, ReadOnlySpan<byte> part) => file.Span.IndexOf(part) >= 0;
}
