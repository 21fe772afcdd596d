using System.Text;
using Chat.Contracts.Messages;
using Chat.Tests.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Files;

/// <summary>Pictures that this server cannot draw: they stay as they are, without what they tell.</summary>
public sealed class SendingUndrawnPictures(FileApp app) : IClassFixture<FileApp>
{
    // XMP's, as in its specification, part 3.
    private static readonly byte[] XmpId = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(2, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(2, 1, true)]
    [InlineData(3, 2, true)]
    public async Task A_heic_photo_arrives_without_its_place(byte infe, byte iloc, bool inItemData)
    {
        var photo = new MadeHeif { InfeVersion = infe, IlocVersion = iloc, ExifInItemData = inItemData }.Bytes();

        var (file, read) = await SendAndReadAsync(photo, "home.heic");

        Assert.Equal(("image/heic", "home.heic", null), (file.ContentType, file.Name, file.ThumbnailUrl));
        AssertTellsNothing(photo, read);
        Assert.Equal(photo.AsSpan().IndexOf(MadeHeif.Pixels), read.AsSpan().IndexOf(MadeHeif.Pixels));
        Assert.Equal(photo.AsSpan().IndexOf("iloc"u8), read.AsSpan().IndexOf("iloc"u8));
        Assert.DoesNotContain(app.OnDisk(), path => Knows(File.ReadAllBytes(path), MadePictures.Place));
    }

    [Fact]
    public async Task Boxes_beside_a_heic_photo_become_free_space()
    {
        var place = Encoding.ASCII.GetBytes(MadePictures.Place);
        byte[] after =
        [
            .. MadeHeif.Box("uuid", XmpId, place),
            .. MadeHeif.Box("moov", MadeHeif.Box("udta", place), MadeHeif.Box("trak", MadeHeif.Box("meta", place), MadeHeif.Box("tkhd", [7, 7]))),
            .. MadeHeif.Box("mpvd", place),
        ];
        var photo = new MadeHeif { After = after }.Bytes();

        var (_, read) = await SendAndReadAsync(photo, "home.heic");

        AssertTellsNothing(photo, read);
        Assert.Equal(photo.AsSpan().IndexOf(MadeHeif.Pixels), read.AsSpan().IndexOf(MadeHeif.Pixels));
        Assert.Equal([.. MadeHeif.Box("free", new byte[XmpId.Length + place.Length])], read.AsSpan(photo.Length - after.Length, 8 + 16 + place.Length).ToArray());
        Assert.True(read.AsSpan().IndexOf((ReadOnlySpan<byte>)[.. "tkhd"u8, 7, 7]) > 0);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_tiff_scan_arrives_without_what_it_tells(bool isLittle, bool isBig)
    {
        var made = new MadeTiff(isLittle, isBig);
        var scan = made.Bytes();

        var (file, read) = await SendAndReadAsync(scan, "scan.tiff");

        Assert.Equal("image/tiff", file.ContentType);
        AssertTellsNothing(scan, read);
        Assert.Equal(scan.AsSpan().IndexOf(MadeTiff.Pixels), read.AsSpan().IndexOf(MadeTiff.Pixels));
        Assert.Equal([0x0100, 0x0101, 0x010E, 0x010F, 0x0111, 0x0117, 0x013B, 0x014A, 0x02BC, 0x8649, 0x8769, 0x8825, 0x0100, 0x0132], made.TagsOf(scan));
        Assert.Equal([0x0100, 0x0101, 0x0111, 0x0117, 0x014A, 0x0100], made.TagsOf(read));
    }

    [Fact]
    public async Task A_picture_that_is_cut_off_is_invalid_since_nobody_knows_what_it_tells()
    {
        var ada = await app.RegisterAsync("ada", Token);

        Assert.Equal((400, "invalid"), await app.RefusedAsync(ada, new MadeHeif().Bytes()[..^9], "half.heic", Token));
        Assert.Equal((400, "invalid"), await app.RefusedAsync(ada, new MadeTiff(true, false).Bytes()[..^9], "half.tiff", Token));
        Assert.Empty(app.Drafts());
    }

    private async Task<(Attachment File, byte[] Read)> SendAndReadAsync(byte[] picture, string name)
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, picture, name, Token);
        using var http = app.Http(ada);
        return (file, await http.GetByteArrayAsync(file.Url, Token));
    }

    private static void AssertTellsNothing(byte[] sent, byte[] read)
    {
        Assert.True(Knows(sent, MadePictures.Place) && sent.AsSpan().IndexOf(MadePictures.LatitudeBytes) >= 0);
        Assert.False(Knows(read, MadePictures.Place) || read.AsSpan().IndexOf(MadePictures.LatitudeBytes) >= 0);
        Assert.Equal(sent.Length, read.Length);
    }

    private static bool Knows(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
