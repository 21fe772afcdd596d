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

    [LoggerMessage(5010, LogLevel.Information, "Connection {ConnectionId} reads too slowly: {Bytes} bytes are dropped and it is told to sync")]
    public static partial void FellBehind(this ILogger logger, string connectionId, int bytes);

    [LoggerMessage(5011, LogLevel.Information, "Connection {ConnectionId} is closed: it took nothing for {Seconds} s")]
    public static partial void StalledClosed(this ILogger logger, string connectionId, int seconds);

    [LoggerMessage(5012, LogLevel.Error, "Writing to connection {ConnectionId} failed; it is closed")]
    public static partial void WriteFailed(this ILogger logger, Exception surprise, string connectionId);

    [LoggerMessage(5013, LogLevel.Error, "Delivering in conversation {ConversationId} failed; it is read from the database soon")]
    public static partial void DeliveryFailed(this ILogger logger, Exception surprise, Guid conversationId);

    [LoggerMessage(5014, LogLevel.Warning, "Other nodes could not be told of changes; they are told to read the database when they can be reached")]
    public static partial void DoorbellFailed(this ILogger logger, Exception surprise);

    [LoggerMessage(5015, LogLevel.Warning, "Other nodes could not be told of typing or presence")]
    public static partial void WhisperFailed(this ILogger logger, Exception surprise);

    [LoggerMessage(5016, LogLevel.Warning, "A message of the bus on {Topic} was not understood: is a node of another version running?")]
    public static partial void BusMessageStrange(this ILogger logger, string topic);

    [LoggerMessage(5017, LogLevel.Information, "Words of other nodes may have been lost: {Conversations} conversations are read again and {Accounts} accounts are told to sync")]
    public static partial void Recovering(this ILogger logger, int conversations, int accounts);

    [LoggerMessage(5018, LogLevel.Warning, "Presence could not be brought up to date; it is tried again")]
    public static partial void PresenceFailed(this ILogger logger, Exception surprise);

    [LoggerMessage(5019, LogLevel.Error, "Telling of typing failed")]
    public static partial void TypingFailed(this ILogger logger, Exception surprise);

    [LoggerMessage(5020, LogLevel.Error, "Telling pieces of replies failed; the finished messages say all")]
    public static partial void DeltasFailed(this ILogger logger, Exception surprise);
}
