using Chat.Contracts.Messages;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>Files that were sent to the server before the message that shows them.</summary>
public interface IAttachments
{
    /// <summary>
    /// The sender's own files, in this order. Which message shows them is the log's to write (<c>message_attachments</c>), in the same
    /// transaction; claiming twice is fine, since a message may be sent again.
    /// </summary>
    Task<Result<IReadOnlyList<Attachment>>> ClaimAsync(Guid senderId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);
}

/// <summary>A server that takes no files.</summary>
internal sealed class NoAttachments : IAttachments
{
    public Task<Result<IReadOnlyList<Attachment>>> ClaimAsync(Guid senderId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        Task.FromResult(ids.Count is 0
            ? Result.Of<IReadOnlyList<Attachment>>([])
            : Refusal.NotFound("There is no such file."));
}
