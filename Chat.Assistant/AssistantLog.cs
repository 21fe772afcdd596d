using Microsoft.Extensions.Logging;

namespace Chat.Assistant;

internal static partial class AssistantLog
{
    [LoggerMessage(7001, LogLevel.Information, "Reply {MessageId} is {Status} after {Elapsed}: {Characters} characters by {Model}")]
    public static partial void ReplyEnded(this ILogger logger, Guid messageId, string status, TimeSpan elapsed, int characters, string model);

    // The cause is a kind of failure and no text: providers repeat prompts and keys in their errors.
    [LoggerMessage(7002, LogLevel.Warning, "Reply {MessageId} failed: {Cause}")]
    public static partial void ReplyFailed(this ILogger logger, Guid messageId, string cause);

    [LoggerMessage(7003, LogLevel.Error, "Reply {MessageId} met a surprise")]
    public static partial void ReplySurprised(this ILogger logger, Guid messageId, Exception surprise);

    [LoggerMessage(7004, LogLevel.Warning, "The model {Model} did not answer: {Cause}")]
    public static partial void ModelFailed(this ILogger logger, string model, string cause);

    [LoggerMessage(7005, LogLevel.Warning, "The model {Model} failed several times in a row and is left alone for {Pause}")]
    public static partial void ModelRested(this ILogger logger, string model, TimeSpan pause);

    [LoggerMessage(7006, LogLevel.Information, "{Count} replies that a node left unfinished are failed now")]
    public static partial void RepliesRecovered(this ILogger logger, int count);

    [LoggerMessage(7007, LogLevel.Error, "{Work} failed; it is tried again")]
    public static partial void WorkFailed(this ILogger logger, string work, Exception surprise);

    [LoggerMessage(7008, LogLevel.Warning, "The tool {Tool} failed: {Cause}")]
    public static partial void ToolFailed(this ILogger logger, string tool, string cause);

    [LoggerMessage(7009, LogLevel.Information, "Document {DocumentId} has {Passages} passages now")]
    public static partial void DocumentKept(this ILogger logger, Guid documentId, int passages);

    [LoggerMessage(7010, LogLevel.Error, "A PDF of {Bytes} bytes met a surprise and is refused as damaged")]
    public static partial void PdfSurprised(this ILogger logger, int bytes, Exception surprise);
}
