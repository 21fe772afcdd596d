using Microsoft.Extensions.Logging;

namespace Chat.Vision;

internal static partial class VisionLog
{
    // What libvips says of a file holds sizes and offsets, never pixels; still it is for the curious only.
    [LoggerMessage(2001, LogLevel.Debug, "A picture of {Bytes} bytes cannot be read: {Reason}")]
    public static partial void PictureUnreadable(this ILogger logger, int bytes, string reason);

    [LoggerMessage(2002, LogLevel.Warning, "A picture of {Bytes} bytes and {Pixels} pixels took more than {Limit} and was given up")]
    public static partial void PictureTooSlow(this ILogger logger, int bytes, long pixels, TimeSpan limit);

    [LoggerMessage(2003, LogLevel.Warning, "The model {File} is not used: {Reason}")]
    public static partial void ModelWrong(this ILogger logger, string file, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "The model {File} runs on the processor, although Chat:Models:Provider asks for a graphics card: {Reason}")]
    public static partial void ModelFellBack(this ILogger logger, string file, string reason);

    [LoggerMessage(2005, LogLevel.Information, "The models for faces are warm for {Workers} workers after {Elapsed}")]
    public static partial void ModelsReady(this ILogger logger, int workers, TimeSpan elapsed);
}
