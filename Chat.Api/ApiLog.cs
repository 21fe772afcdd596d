namespace Chat.Api;

internal static partial class ApiLog
{
    [LoggerMessage(6001, LogLevel.Error, "{Method} {Path} failed; trace id {TraceId}")]
    public static partial void RequestFailed(this ILogger logger, Exception? surprise, string method, string path, string traceId);

    [LoggerMessage(6002, LogLevel.Error, "Forgetting old sessions failed; it is tried again")]
    public static partial void SweepFailed(this ILogger logger, Exception surprise);

    [LoggerMessage(6003, LogLevel.Information, "{Rows} old sessions and sign-in failures forgotten")]
    public static partial void Swept(this ILogger logger, int rows);

    [LoggerMessage(6004, LogLevel.Error, "Removing files that nobody needs failed; it is tried again")]
    public static partial void FileSweepFailed(this ILogger logger, Exception surprise);
}
