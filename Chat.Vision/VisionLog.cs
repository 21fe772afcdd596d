using Microsoft.Extensions.Logging;

namespace Chat.Vision;

internal static partial class VisionLog
{
    // What libvips says of a file holds sizes and offsets, never pixels; still it is for the curious only.
    [LoggerMessage(2001, LogLevel.Debug, "A picture of {Bytes} bytes cannot be read: {Reason}")]
    public static partial void PictureUnreadable(this ILogger logger, int bytes, string reason);

    [LoggerMessage(2002, LogLevel.Warning, "A picture of {Bytes} bytes and {Pixels} pixels took more than {Limit} and was given up")]
    public static partial void PictureTooSlow(this ILogger logger, int bytes, long pixels, TimeSpan limit);
}
