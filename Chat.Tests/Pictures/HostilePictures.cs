using Chat.Contracts;
using Chat.Core.Files;
using Chat.Native.Pictures;
using Chat.Tests.Running;
using Chat.Vision.Pictures;

namespace Chat.Tests.Pictures;

public sealed class HostilePictures : PictureTests
{
    private const int Megabyte = 1024 * 1024;

    private static readonly TimeSpan Patience = Waiting.Limit;

    public HostilePictures() => Requires.Pictures();

    [Fact]
    public async Task A_picture_bomb_is_refused_before_it_is_opened()
    {
        var bomb = PngMaker.Bomb(30_000);
        Assert.InRange(bomb.Length, 1, 300_000);
        var before = Environment.WorkingSet;

        Assert.Equal(ErrorCode.TooLarge, Refused(await Pictures.DescribeAsync(bomb, Token)).Code);
        Assert.Equal(ErrorCode.TooLarge, Refused(await Pictures.CleanAsync(bomb, Token)).Code);
        Assert.Equal(ErrorCode.TooLarge, Refused(await Pictures.ThumbnailAsync(bomb, 320, Token)).Code);
        Assert.Equal(ErrorCode.TooLarge, Refused(await Pictures.AvatarAsync(bomb, Token)).Code);

        // Its pixels take 2.7 GB; the rest is room for the other tests of the run.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 1_000 * Megabyte);
    }

    [Theory]
    [InlineData(PictureLimits.MaxSide + 1, 1)]
    [InlineData(1, PictureLimits.MaxSide + 1)]
    [InlineData(10_000, 5_001)]
    [InlineData(1_000_000, 1_000_000)]
    public async Task Sizes_beyond_the_limit_are_too_large_whatever_the_file_holds(int width, int height)
    {
        Assert.Equal(ErrorCode.TooLarge, Refused(await Pictures.ThumbnailAsync(PngMaker.Claim(width, height), 320, Token)).Code);
    }

    [Fact]
    public async Task A_size_at_the_limit_is_read()
    {
        Assert.Equal(PictureLimits.MaxSide, Done(await Pictures.CleanAsync(PngMaker.LeftRedRightBlue(PictureLimits.MaxSide, 1), Token)).Info.Width);
        Done(await Pictures.DescribeAsync(PngMaker.Claim(10_000, 5_000), Token));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(-1, 5)]
    [InlineData(3_000, 3_000)]
    public async Task A_header_that_lies_is_no_picture(int width, int height)
    {
        Assert.Equal(ErrorCode.Invalid, Refused(await Pictures.ThumbnailAsync(PngMaker.Claim(width, height), 320, Token)).Code);
        Assert.Equal(ErrorCode.Invalid, Refused(await Pictures.CleanAsync(PngMaker.Claim(width, height), Token)).Code);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_with_a_sentence()
    {
        byte[][] others =
        [
            [], [0xFF], [0xFF, 0xD8, 0xFF], new byte[5_000], [.. "GIF89a"u8], [.. "PK\u0003\u0004 a zip named .jpg"u8],
            [.. "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"u8],
            [.. "%PDF-1.7"u8], [.. "P6 2 2 255 123456789012"u8], [.. "II*\0"u8, .. new byte[100]],
        ];
        foreach (var other in others)
        {
            var refusal = Refused(await Pictures.CleanAsync(other, Token));
            Assert.Equal(ErrorCode.Invalid, refusal.Code);
            Assert.Contains("JPEG", refusal.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_photo_that_was_cut_off_is_refused()
    {
        var photo = MadePictures.Jpeg(PngMaker.Draw(300, 200, (x, y) => ((byte)(x * y), (byte)(x ^ y), (byte)x)));
        foreach (var kept in new[] { photo.Length / 2, photo.Length * 9 / 10, 200 })
        {
            Assert.Equal(ErrorCode.Invalid, Refused(await Pictures.ThumbnailAsync(photo.AsMemory(0, kept), 64, Token)).Code);
            Assert.Equal(ErrorCode.Invalid, Refused(await Pictures.CleanAsync(photo.AsMemory(0, kept), Token)).Code);
        }
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_not_even_looked_at()
    {
        Assert.Equal(ErrorCode.TooLarge, Refused(await Pictures.DescribeAsync(new byte[PictureLimits.MaxBytes + 1], Token)).Code);
    }

    [Fact]
    public async Task An_animation_without_end_is_refused()
    {
        var frames = MadePictures.Gif(PngMaker.Draw(1, PictureLimits.MaxFrames + 1, (_, y) => ((byte)(255 * (y & 1)), 0, 0)), 1);

        Assert.Equal(ErrorCode.TooLarge, Refused(await Pictures.CleanAsync(frames, Token)).Code);
        Assert.Equal(ErrorCode.TooLarge, PictureLimits.Check(new(ContentTypes.Gif, 1_000, 1_000, 101))?.Code);
        Assert.Null(PictureLimits.Check(new(ContentTypes.Gif, 1_000, 1_000, 100)));
    }

    [Fact]
    public async Task Past_a_bound_of_waiting_pictures_the_sender_waits()
    {
        using var gate = new DecodeGate(1);
        var busy = Done(await gate.EnterAsync(0, Token));
        using var leaving = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, DecodeGate.MaxWaiting).Select(_ => gate.EnterAsync(0, leaving.Token)).ToList();

        Assert.Equal(ErrorCode.RateLimited, Refused(await gate.EnterAsync(0, Token).WaitAsync(Patience, Token)).Code);

        await leaving.CancelAsync();
        foreach (var one in waiting) { await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Patience, Token)); }
        busy.Dispose();
        Done(await gate.EnterAsync(0, Token).WaitAsync(Patience, Token)).Dispose();
    }

    [Fact]
    public async Task Large_pictures_go_one_by_one_and_small_ones_pass_them()
    {
        using var gate = new DecodeGate(2);
        var first = Done(await gate.EnterAsync(DecodeGate.LargePixels + 1, Token));
        var second = gate.EnterAsync(DecodeGate.LargePixels + 1, Token);

        Assert.False(second.IsCompleted);
        Done(await gate.EnterAsync(1, Token).WaitAsync(Patience, Token)).Dispose();

        first.Dispose();
        Done(await second.WaitAsync(Patience, Token)).Dispose();
    }

    [Fact]
    public void A_sender_who_left_stops_the_work()
    {
        var large = MadePictures.Jpeg(PngMaker.LeftRedRightBlue(500, 300), ("resize", "scale", "12"));
        using var leaving = new CancellationTokenSource();

        // In the middle of seconds of work, by a thread of its own: the pool's may all be busy for as long.
        new Thread(() =>
        {
            Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
            leaving.Cancel();
        }).Start();

        Assert.Throws<OperationCanceledException>(
            () => Vips.Write(large, new(6_000, 3_600), new(PictureFormat.Webp, 90), leaving.Token));
    }
}
