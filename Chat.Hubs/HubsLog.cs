using Microsoft.Extensions.Logging;

namespace Chat.Hubs;

internal static partial class HubsLog
{
    [LoggerMessage(5001, LogLevel.Error, "The call of {Method} failed; trace id {TraceId}")]
    public static partial void CallFailed(this ILogger logger, Exception surprise, string method, string traceId);

    [LoggerMessage(5002, LogLevel.Information, "{Count} connections closed: their sessions ended")]
    public static partial void ConnectionsClosed(this ILogger logger, int count);

    [LoggerMessage(5003, LogLevel.Warning, "Connection {ConnectionId} is closed: it went on calling after {Refused} refusals")]
    public static partial void FloodClosed(this ILogger logger, string connectionId, int refused);

    [LoggerMessage(5004, LogLevel.Error, "Looking after open connections failed; it is tried again")]
    public static partial void SweepFailed(this ILogger logger, Exception surprise);
}
