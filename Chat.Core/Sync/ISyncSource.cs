using Chat.Contracts.Sync;

namespace Chat.Core.Sync;

/// <summary>What changed for an account since what it knows, as of one moment.</summary>
public interface ISyncSource
{
    /// <param name="known">Revisions by conversation. One beyond the database's, left by a restored backup, counts as none.</param>
    /// <param name="limit">Messages, and own states, of one page.</param>
    Task<SyncPage> ReadAsync(
        Guid accountId, IReadOnlyDictionary<Guid, long> known, long ownRevision, int limit, CancellationToken cancellationToken);
}
