using Chat.Core.Results;

namespace Chat.Core.Files;

/// <summary>Reads and rewrites pictures that strangers sent. What cannot be read is a refusal, whatever the bytes are.</summary>
public interface IPictures
{
    /// <summary>Why no picture can be read here and what to do about it; null when all is well.</summary>
    string? WhyUnavailable { get; }

    /// <summary>What the header says, checked against <see cref="PictureLimits"/>; nothing is decoded.</summary>
    Task<Result<PictureInfo>> DescribeAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken);

    /// <summary>The same picture, upright, without place, camera, author or anything else beside its pixels.</summary>
    Task<Result<Picture>> CleanAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken);

    /// <summary>A still WebP, no longer than <paramref name="maxSide"/> on either side and never enlarged.</summary>
    Task<Result<Picture>> ThumbnailAsync(ReadOnlyMemory<byte> picture, int maxSide, CancellationToken cancellationToken);

    /// <summary>A still, square WebP of <see cref="PictureLimits.AvatarSide"/> pixels.</summary>
    Task<Result<Picture>> AvatarAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken);
}

/// <summary>Width and height as a person sees them: a photo taken with the phone on its side is already turned.</summary>
public sealed record PictureInfo(string ContentType, int Width, int Height, int Frames)
{
    public long Pixels => (long)Width * Height;

    public bool IsAnimated => Frames > 1;
}

/// <summary>A picture that this server wrote itself.</summary>
public sealed record Picture(ReadOnlyMemory<byte> Bytes, PictureInfo Info);
