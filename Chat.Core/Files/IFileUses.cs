namespace Chat.Core.Files;

/// <summary>What messages make of files: who may read them, and which nobody needs any more.</summary>
public interface IFileUses
{
    /// <summary>Whether a message that is still there shows the file in a conversation of the account.</summary>
    Task<bool> IsShownToAsync(Guid fileId, Guid accountId, CancellationToken cancellationToken);

    Task<IReadOnlyList<Guid>> FindUnusedAsync(UnusedSince since, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets those that are unused even now, and answers which.</summary>
    Task<IReadOnlyList<Guid>> ForgetAsync(IReadOnlyList<Guid> ids, UnusedSince since, CancellationToken cancellationToken);
}

/// <param name="Uploaded">Sent before this and never put into a message.</param>
/// <param name="Claimed">Put into a message before this, and no message shows it: it was deleted, or was never written.</param>
public sealed record UnusedSince(DateTimeOffset Uploaded, DateTimeOffset Claimed);
