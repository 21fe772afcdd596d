using System.Text;
using Chat.Contracts.Messages;
using Chat.Tests.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Files;

/// <summary>Films stay as they are, without the place, the camera and the author that a phone writes beside them.</summary>
public sealed class SendingFilms(FileApp app) : IClassFixture<FileApp>
{
    private static readonly byte[] s_place = Encoding.ASCII.GetBytes(MadePictures.Place);
    private static readonly byte[] s_frames = [.. Enumerable.Range(0, 900).Select(n => (byte)(n * 11 + 3))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mp42", "video/mp4")]
    [InlineData("qt  ", "video/quicktime")]
    public async Task A_film_arrives_without_its_place(string brand, string contentType)
    {
        var film = Film(brand, Tracks);

        var (file, read) = await SendAndReadAsync(film);

        Assert.Equal((contentType, film.Length), (file.ContentType, read.Length));
        Assert.True(film.AsSpan().IndexOf(s_place) >= 0 && read.AsSpan().IndexOf(s_place) < 0);
        foreach (var kept in (byte[][])[s_frames, [.. "mvhd"u8, 1, 2], [.. "tkhd"u8, 7, 7]])
        {
            Assert.Equal(film.AsSpan().IndexOf(kept), read.AsSpan().IndexOf(kept));
        }

        Assert.DoesNotContain(app.OnDisk(), path => File.ReadAllBytes(path).AsSpan().IndexOf(s_place) >= 0);
    }

    [Fact]
    public async Task A_film_that_is_cut_off_or_ends_in_something_else_is_taken_without_its_place()
    {
        var film = Film("mp42", Tracks);
        foreach (var sent in (byte[][])[film[..^200], [.. film, 0, 0, 0], [.. film, .. new byte[40]], [.. film, .. "\0\0\0\u0001mdat"u8]])
        {
            var (_, read) = await SendAndReadAsync(sent);

            Assert.Equal((sent.Length, -1), (read.Length, read.AsSpan().IndexOf(s_place)));
            Assert.Equal(sent.AsSpan().IndexOf(s_frames.AsSpan(0, 300)), read.AsSpan().IndexOf(s_frames.AsSpan(0, 300)));
        }
    }

    [Fact]
    public async Task A_film_whose_tracks_cannot_be_read_is_invalid_since_nobody_knows_what_they_tell()
    {
        var ada = await app.RegisterAsync("ada", Token);
        byte[] beyond = [.. MadeHeif.Int(4_000), .. "trak"u8, .. s_place];

        Assert.Equal((400, "invalid"), await app.RefusedAsync(ada, Film("mp42", beyond), "film.mp4", Token));
        Assert.Empty(app.Drafts());
    }

    private static byte[] Tracks =>
    [
        .. MadeHeif.Box("mvhd", [1, 2]), .. MadeHeif.Box("udta", MadeHeif.Box("\u00A9xyz", s_place)), .. MadeHeif.Box("meta", s_place),
        .. MadeHeif.Box("trak", MadeHeif.Box("tkhd", [7, 7]), MadeHeif.Box("udta", s_place), MadeHeif.Box("mdia", [3])),
    ];

    private static byte[] Film(string brand, byte[] tracks) =>
    [
        .. MadeHeif.Box("ftyp", Encoding.ASCII.GetBytes(brand), [0, 0, 0, 0], Encoding.ASCII.GetBytes(brand)),
        .. MadeHeif.Box("moov", tracks), .. MadeHeif.Box("uuid", new byte[16], s_place), .. MadeHeif.Box("mdat", s_frames),
    ];

    private async Task<(Attachment File, byte[] Read)> SendAndReadAsync(byte[] film)
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, film, "film.mp4", Token);
        using var http = app.Http(ada);
        return (file, await http.GetByteArrayAsync(file.Url, Token));
    }
}
