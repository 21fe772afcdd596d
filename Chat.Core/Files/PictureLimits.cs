using System.Globalization;
using Chat.Core.Results;

namespace Chat.Core.Files;

/// <summary>How large a picture may be. A small file can claim gigapixels, so this is asked before anything is decoded.</summary>
public static class PictureLimits
{
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The longest side a WebP can have.</summary>
    public const int MaxSide = 16_383;

    public const long MaxPixels = 50_000_000;

    public const int MaxFrames = 1_000;

    /// <summary>Of all frames of an animation together.</summary>
    public const long MaxAnimationPixels = 100_000_000;

    public const int AvatarSide = 256;

    /// <summary>A square cut from anything narrower would show nothing, and enlarging it costs gigapixels.</summary>
    public const int MaxAvatarRatio = 8;

    public static Refusal? CheckBytes(long bytes) => bytes > MaxBytes
        ? Refusal.TooLarge($"this picture has {Count(bytes / 1024 / 1024)} MB; at most {MaxBytes / 1024 / 1024} MB can be read")
        : null;

    public static Refusal? Check(PictureInfo picture)
    {
        if (picture.Width > MaxSide || picture.Height > MaxSide || picture.Pixels > MaxPixels)
        {
            return Refusal.TooLarge(
                $"this picture has {Count(picture.Width)} × {Count(picture.Height)} pixels; at most {Count(MaxPixels / 1_000_000)} " +
                $"megapixels and {Count(MaxSide)} on a side can be shown: make it smaller and send it again");
        }

        return picture.Frames > MaxFrames || picture.Pixels * picture.Frames > MaxAnimationPixels && picture.IsAnimated
            ? Refusal.TooLarge($"this animation has {Count(picture.Frames)} frames; make it shorter or smaller, or send it as a video")
            : null;
    }

    public static Refusal? CheckAvatar(PictureInfo picture)
    {
        var (shorter, longer) = (Math.Min(picture.Width, picture.Height), Math.Max(picture.Width, picture.Height));
        return longer > (long)shorter * MaxAvatarRatio
            ? Refusal.Invalid("this picture is too narrow to be an avatar; choose one that is closer to a square")
            : null;
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
