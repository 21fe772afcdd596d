using Chat.Contracts.Presence;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Core.Presence;

/// <summary>
/// Who is online on which node, and what others are shown of it. A node that stops beating is forgotten with all who were online
/// on it alone.
/// </summary>
public interface IPresenceStore
{
    /// <summary>What others are shown. Accounts that were never seen are left out.</summary>
    Task<IReadOnlyList<Shown>> ReadAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken);

    Task SetStatusAsync(Guid accountId, PresenceStatus status, DateTimeOffset now, CancellationToken cancellationToken);

    Task ArriveAsync(Guid nodeId, IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken);

    Task LeaveAsync(Guid nodeId, IReadOnlyCollection<Guid> accountIds, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Brings what is shown of these accounts up to date and answers with those for whom it changed: once, whichever node asks.</summary>
    Task<IReadOnlyList<Shown>> SettleAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken);

    /// <summary>The node lives until then. True when it was not known: all who are on it have to be told again.</summary>
    Task<bool> BeatAsync(Guid nodeId, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Accounts shown as online that are on no node any more, as a crash of the database or of a node leaves them.</summary>
    Task<IReadOnlyList<Guid>> StrandedAsync(CancellationToken cancellationToken);

    /// <summary>Forgets the nodes that no longer live, and answers with the accounts that were on them: to one node alone.</summary>
    Task<IReadOnlyList<Guid>> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
