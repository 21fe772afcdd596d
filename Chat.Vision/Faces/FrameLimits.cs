using Chat.Core.Files;
using Chat.Core.Results;
using Chat.Native.Pictures;

namespace Chat.Vision.Faces;

/// <summary>What may be looked at for faces. It is looked at many times a second, so it costs less than what may be sent as a file.</summary>
internal static class FrameLimits
{
    /// <summary>Of a format that is not made smaller while it is read: all of it is decoded.</summary>
    private const long MaxWholePixels = 16_000_000;

    public static readonly Refusal NotAPicture =
        Refusal.Invalid("this is not a picture Chat can read; send a whole JPEG, PNG, WebP or AVIF picture");

    public static Refusal? Check(PictureHeader header)
    {
        if (header.Frames > 1) { return Refusal.Invalid("this is an animation; send a still picture"); }
        if (PictureLimits.Check(new(ContentTypes.Jpeg, header.Width, header.Height, header.Frames)) is { } tooLarge) { return tooLarge; }
        return header.Format is not PictureFormat.Jpeg && (long)header.Width * header.Height > MaxWholePixels
            ? Refusal.TooLarge("this picture has too many pixels to look for faces; send it smaller or as JPEG")
            : null;
    }
}
