using Chat.Core.Results;

namespace Chat.Core.Log;

/// <summary>
/// The one road of everything that changes a conversation. What arrives while a batch is being written goes into the next one;
/// the answer comes when it is on disk, and everybody concerned hears of it right after.
/// </summary>
public interface IMessageLog
{
    /// <summary>
    /// Refuses as <c>unavailable</c> when the database does not answer in time. Whether the operation was written is unknown then, so
    /// operations are made to be given again: a repeat finds what the first one left.
    /// </summary>
    Task<Result<T>> AppendAsync<T>(Operation<T> operation, CancellationToken cancellationToken);
}
