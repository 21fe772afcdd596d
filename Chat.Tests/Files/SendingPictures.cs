using System.Text;
using Chat.Core.Files;
using Chat.Native.Pictures;
using Chat.Tests.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Files;

public sealed class SendingPictures : IClassFixture<FileApp>
{
    private readonly FileApp _app;

    public SendingPictures(FileApp app)
    {
        Requires.Pictures();
        _app = app;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_arrives_upright_without_its_place_and_with_a_small_copy()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        var photo = MadePictures.WithPhoneMetadata(MadePictures.Jpeg(PngMaker.LeftRedRightBlue(900, 600)), orientation: 6);
        Assert.True(Knows(photo, MadePictures.Place) && Knows(photo, "Exif"));

        var file = await _app.SendAsync(ada, photo, "home.jpg", Token);

        using var http = _app.Http(ada);
        var read = await http.GetByteArrayAsync(file.Url, Token);
        Assert.Equal(("image/jpeg", 600, 900), (file.ContentType, file.Width, file.Height));
        Assert.Equal(file.Size, read.Length);
        Assert.False(Knows(read, MadePictures.Place) || Knows(read, "Exif") || Knows(read, "xmp"));
        Assert.True(PictureTests.IsRed(PictureTests.PixelAt(read, 0.5, 0.1)));

        using var small = await http.GetAsync(file.ThumbnailUrl, Token);
        var thumbnail = await small.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal("image/webp", small.Content.Headers.ContentType!.MediaType);
        Assert.True(thumbnail.Length < read.Length);
        var header = Vips.ReadHeader(thumbnail);
        Assert.Equal((213, PictureIntake.ThumbnailSide), (header.Width, header.Height));
        Assert.False(Knows(thumbnail, MadePictures.Place) || Knows(thumbnail, "EXIF"));
    }

    [Fact]
    public async Task What_was_sent_first_is_not_kept_anywhere()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        var photo = MadePictures.WithPhoneMetadata(MadePictures.Jpeg(PngMaker.LeftRedRightBlue(40, 30)), orientation: 1);

        var file = await _app.SendAsync(ada, photo, "home.jpg", Token);

        Assert.Equal(2, _app.OnDisk(file.Id).Count());
        Assert.Empty(_app.Drafts());
        Assert.DoesNotContain(_app.OnDisk(), path => Knows(File.ReadAllBytes(path), MadePictures.Place));
    }

    [Fact]
    public async Task A_picture_in_a_format_that_is_written_anew_is_named_after_it()
    {
        var ada = await _app.RegisterAsync("ada", Token);

        var file = await _app.SendAsync(ada, MadePictures.Avif(PngMaker.LeftRedRightBlue(40, 30)), "sunset.avif", Token);

        Assert.Equal(("image/webp", "sunset.webp"), (file.ContentType, file.Name));
    }

    [Fact]
    public async Task A_picture_bomb_is_too_large_and_leaves_nothing()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        var before = _app.OnDisk().Count();

        Assert.Equal((413, "too_large"), await _app.RefusedAsync(ada, PngMaker.Bomb(30_000), "small.png", Token));

        Assert.Equal(before, _app.OnDisk().Count());
        Assert.Empty(_app.Drafts());
    }

    [Fact]
    public async Task A_broken_picture_is_invalid_since_nobody_knows_what_it_tells()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        var photo = MadePictures.Jpeg(PngMaker.Draw(300, 200, (x, y) => ((byte)(x * y), (byte)(x ^ y), (byte)x)));

        Assert.Equal((400, "invalid"), await _app.RefusedAsync(ada, photo[..(photo.Length / 2)], "half.jpg", Token));
        Assert.Equal((400, "invalid"), await _app.RefusedAsync(ada, PngMaker.Claim(3_000, 3_000), "lie.png", Token));
        Assert.Empty(_app.Drafts());
    }

    [Fact]
    public async Task Thirty_pictures_at_once_all_arrive()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        var picture = PngMaker.LeftRedRightBlue(400, 300);

        var files = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => _app.SendAsync(ada, picture, $"{n}.png", Token)));

        Assert.All(files, file => Assert.Equal((400, 300), (file.Width, file.Height)));
        Assert.All(files, file => Assert.Equal(2, _app.OnDisk(file.Id).Count()));
    }

    private static bool Knows(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
