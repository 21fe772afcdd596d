using Chat.Core.Files;
using Chat.Core.Results;
using Chat.Native.Pictures;
using Microsoft.Extensions.Logging;

namespace Chat.Vision.Pictures;

/// <summary>The header is read and judged first; then one road decodes, scales, turns and writes without metadata.</summary>
internal sealed class VipsPictures(DecodeGate gate, TimeProvider clock, ILogger<VipsPictures> logger) : IPictures
{
    /// <summary>The slowest still picture within the limits took 5.5 s of one core (50 megapixels of interlaced PNG).</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private const int CleanQuality = 90;
    private const int ThumbnailQuality = 80;

    private static readonly Refusal NotAPicture =
        Refusal.Invalid("this is not a picture Chat can read; send a whole JPEG, PNG, GIF, WebP or AVIF file");

    public string? WhyUnavailable { get; init; } = Vips.WhyNot;

    public async Task<Result<PictureInfo>> DescribeAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        if (WhyUnavailable is { } reason) { return Refusal.Unavailable(reason); }
        if (PictureLimits.CheckBytes(picture.Length) is { } tooLarge) { return tooLarge; }
        return await InGateAsync(picture, pixels: 0, _ => Describe(picture), cancellationToken);
    }

    public Task<Result<Picture>> CleanAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken) =>
        DecodeAsync(picture, (info, stop) => Clean(picture, info, stop), cancellationToken);

    public Task<Result<Picture>> ThumbnailAsync(ReadOnlyMemory<byte> picture, int maxSide, CancellationToken cancellationToken) =>
        DecodeAsync(picture, (_, stop) => Write(picture, new(maxSide, maxSide), WebpThumbnail, stop), cancellationToken);

    public Task<Result<Picture>> AvatarAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken) =>
        DecodeAsync(
            picture,
            (info, stop) => PictureLimits.CheckAvatar(info) is { } narrow ? narrow : Write(picture, AvatarScale, WebpThumbnail, stop),
            cancellationToken);

    private static PictureScale AvatarScale => new(PictureLimits.AvatarSide, PictureLimits.AvatarSide, PictureFit.Fill);

    private static PictureSave WebpThumbnail => new(PictureFormat.Webp, ThumbnailQuality);

    private async Task<Result<Picture>> DecodeAsync(
        ReadOnlyMemory<byte> picture, Func<PictureInfo, CancellationToken, Result<Picture>> work, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(picture, cancellationToken);
        if (described.IsRefused(out var refusal, out var info)) { return refusal; }

        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        Result<Picture> WithinLimit(CancellationToken token)
        {
            // From here on, so that waiting for a place is not charged to the picture.
            limit.CancelAfter(TimeLimit);
            return work(info, token);
        }

        try { return await InGateAsync(picture, info.Pixels, WithinLimit, stop.Token); }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            logger.PictureTooSlow(picture.Length, info.Pixels, TimeLimit);
            return Refusal.TooLarge("this picture takes too long to read; make it smaller and send it again");
        }
    }

    private async Task<Result<T>> InGateAsync<T>(
        ReadOnlyMemory<byte> picture, long pixels, Func<CancellationToken, Result<T>> work, CancellationToken cancellationToken)
    {
        var entered = await gate.EnterAsync(pixels, cancellationToken);
        if (entered.IsRefused(out var busy, out var place)) { return busy; }
        using (place)
        {
            try { return await Task.Run(() => work(cancellationToken), cancellationToken); }
            catch (VipsException unreadable)
            {
                logger.PictureUnreadable(picture.Length, unreadable.Message);
                return NotAPicture;
            }
        }
    }

    private static Result<PictureInfo> Describe(ReadOnlyMemory<byte> picture)
    {
        var header = Vips.ReadHeader(picture);
        var (width, height) = header.IsTurned ? (header.Height, header.Width) : (header.Width, header.Height);
        var info = new PictureInfo(TypeOf(header.Format), width, height, header.Frames);
        return PictureLimits.Check(info) is { } refusal ? refusal : info;
    }

    private static Result<Picture> Clean(ReadOnlyMemory<byte> picture, PictureInfo info, CancellationToken stop)
    {
        if (info.ContentType == ContentTypes.Gif)
        {
            return GifBlocks.WithoutMetadata(picture.Span) is { } gif ? new Picture(gif, info) : NotAPicture;
        }

        // AVIF is read and not written: twelve megapixels took six seconds. Its nearest kin is WebP.
        var format = info.ContentType switch
        {
            ContentTypes.Jpeg => PictureFormat.Jpeg,
            ContentTypes.Png => PictureFormat.Png,
            _ => PictureFormat.Webp,
        };
        var allFrames = info.IsAnimated && info.ContentType == ContentTypes.Webp;
        return Write(picture, new(info.Width, info.Height, AllFrames: allFrames), new(format, CleanQuality), stop);
    }

    private static Result<Picture> Write(ReadOnlyMemory<byte> picture, PictureScale scale, PictureSave save, CancellationToken stop)
    {
        var written = Vips.Write(picture, scale, save, stop);
        return new Picture(written.Bytes, new(TypeOf(save.Format), written.Width, written.Height, written.Frames));
    }

    private static string TypeOf(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => ContentTypes.Jpeg,
        PictureFormat.Png => ContentTypes.Png,
        PictureFormat.Gif => ContentTypes.Gif,
        PictureFormat.Webp => ContentTypes.Webp,
        _ => ContentTypes.Avif,
    };
}
