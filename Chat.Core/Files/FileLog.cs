using Microsoft.Extensions.Logging;

namespace Chat.Core.Files;

internal static partial class FileLog
{
    [LoggerMessage(1201, LogLevel.Debug, "File {FileId} of {Bytes} bytes was taken as {ContentType}")]
    public static partial void FileTaken(this ILogger logger, Guid fileId, long bytes, string contentType);

    [LoggerMessage(1202, LogLevel.Error, "The disk with the files is full: nobody can send a file")]
    public static partial void DiskFull(this ILogger logger);

    [LoggerMessage(1203, LogLevel.Warning, "File {FileId} is in the database and not on this disk; nodes have to share Chat:Files:Directory")]
    public static partial void FileMissing(this ILogger logger, Guid fileId);

    [LoggerMessage(1204, LogLevel.Information, "{Files} files that nobody needs were removed, and {Drafts} that a crash left behind were settled")]
    public static partial void FilesSwept(this ILogger logger, int files, int drafts);

    // The reason is one of a few sentences of this server's own.
    [LoggerMessage(1205, LogLevel.Debug, "A file of type {ContentType} was not taken: {Reason}")]
    public static partial void FileBroken(this ILogger logger, string contentType, string reason);
}
