using Chat.Core.Files;
using Chat.Native.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Pictures;

public sealed class ReadingPictures : PictureTests
{
    public ReadingPictures() => Requires.Pictures();

    [Fact]
    public async Task A_picture_says_its_type_and_size_in_every_format()
    {
        var png = PngMaker.LeftRedRightBlue(40, 30);

        Assert.Equal(new(ContentTypes.Png, 40, 30, 1), Done(await Pictures.DescribeAsync(png, Token)));
        Assert.Equal(new(ContentTypes.Jpeg, 40, 30, 1), Done(await Pictures.DescribeAsync(MadePictures.Jpeg(png), Token)));
        Assert.Equal(new(ContentTypes.Gif, 40, 10, 3), Done(await Pictures.DescribeAsync(MadePictures.Gif(Three(40, 10), 10), Token)));
        Assert.Equal(new(ContentTypes.Webp, 40, 10, 3), Done(await Pictures.DescribeAsync(MadePictures.Webp(Three(40, 10), 10), Token)));
        Assert.Equal(new(ContentTypes.Avif, 40, 30, 1), Done(await Pictures.DescribeAsync(MadePictures.Avif(png), Token)));
    }

    [Theory]
    [InlineData(1, 40, 30)]
    [InlineData(3, 40, 30)]
    [InlineData(6, 30, 40)]
    [InlineData(8, 30, 40)]
    public async Task A_photo_taken_on_its_side_is_described_upright(byte orientation, int width, int height)
    {
        var photo = MadePictures.WithPhoneMetadata(MadePictures.Jpeg(PngMaker.LeftRedRightBlue(40, 30)), orientation);

        var info = Done(await Pictures.DescribeAsync(photo, Token));

        Assert.Equal((width, height), (info.Width, info.Height));
    }

    [Fact]
    public async Task Real_photos_become_small_thumbnails()
    {
        foreach (var photo in RealPhotos())
        {
            var original = Done(await Pictures.DescribeAsync(photo, Token));
            var thumbnail = Done(await Pictures.ThumbnailAsync(photo, 320, Token));

            Assert.Equal(Math.Min(320, Math.Max(original.Width, original.Height)), Math.Max(thumbnail.Info.Width, thumbnail.Info.Height));
            Assert.Equal((double)original.Width / original.Height, (double)thumbnail.Info.Width / thumbnail.Info.Height, 0.02);
            Assert.Equal(thumbnail.Info, Done(await Pictures.DescribeAsync(thumbnail.Bytes, Token)));
            Assert.InRange(thumbnail.Bytes.Length, 500, 40_000);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 17)]
    [InlineData(900, 1)]
    public async Task A_thumbnail_is_never_larger_than_its_picture(int width, int height)
    {
        var thumbnail = Done(await Pictures.ThumbnailAsync(PngMaker.LeftRedRightBlue(width, height), 320, Token));

        Assert.Equal((Math.Min(width, 320), height), (thumbnail.Info.Width, thumbnail.Info.Height));
        Assert.Equal(ContentTypes.Webp, ContentTypes.Detect(thumbnail.Bytes.Span));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 60)]
    [InlineData(1_000, 300)]
    [InlineData(80, 640)]
    public async Task An_avatar_is_always_the_same_square(int width, int height)
    {
        var avatar = Done(await Pictures.AvatarAsync(PngMaker.LeftRedRightBlue(width, height), Token));

        Assert.Equal(new(ContentTypes.Webp, 256, 256, 1), avatar.Info);
        Assert.Equal(avatar.Info, Done(await Pictures.DescribeAsync(avatar.Bytes, Token)));
    }

    [Fact]
    public async Task A_strip_is_no_avatar()
    {
        var refusal = Refused(await Pictures.AvatarAsync(PngMaker.LeftRedRightBlue(900, 2), Token));

        Assert.Equal(Contracts.ErrorCode.Invalid, refusal.Code);
    }

    internal static byte[] Three(int width, int height) => PngMaker.Draw(width, 3 * height, (_, y) => (y / height) switch
    {
        0 => ((byte)255, (byte)0, (byte)0),
        1 => ((byte)0, (byte)255, (byte)0),
        _ => ((byte)0, (byte)0, (byte)255),
    });
}
