using Chat.Contracts.Sync;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Results;

namespace Chat.Core.Sync;

/// <summary>Brings a device up to date, however long it was away.</summary>
public sealed class SyncChanges(ISyncSource source, IReplyDeltas running)
{
    public const int DefaultLimit = 500;
    public const int MaxLimit = 2_000;

    public async Task<Result<SyncPage>> HandleAsync(Caller caller, SyncRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > MaxLimit) { return Refusal.Invalid($"limit is between 1 and {MaxLimit}."); }
        if (request.OwnRevision < 0 || request.Known.Any(known => known.Revision < 0)) { return Refusal.Invalid("A revision is 0 or more."); }

        var known = new Dictionary<Guid, long>(request.Known.Count);
        foreach (var one in request.Known) { known[one.ConversationId] = one.Revision; }

        var page = await source.ReadAsync(caller.AccountId, known, request.OwnRevision ?? 0, request.Limit ?? DefaultLimit, cancellationToken);
        return page with { Conversations = [.. page.Conversations.Select(one => one with { Messages = running.Complete(one.Messages) })] };
    }
}
