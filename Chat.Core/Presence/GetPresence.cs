using Chat.Contracts.Presence;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Results;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Core.Presence;

/// <summary>Of a stranger it says what it says of nobody: offline, and not since when.</summary>
public sealed class GetPresence(IConversationViews conversations, IPresenceStore store)
{
    public const int MaxIds = 200;

    public async Task<Result<IReadOnlyList<Shown>>> HandleAsync(
        Caller caller, GetPresenceRequest request, CancellationToken cancellationToken)
    {
        if (request.UserIds.Count > MaxIds) { return Refusal.Invalid($"Ask for at most {MaxIds} users at once."); }
        var asked = request.UserIds.Distinct().ToArray();
        var others = asked.Where(id => id != caller.AccountId).ToArray();
        var visible = others.Length is 0 ? [] : (await conversations.SharingAsync(caller.AccountId, others, cancellationToken)).ToHashSet();
        visible.Add(caller.AccountId);

        var seen = (await store.ReadAsync([.. asked.Where(visible.Contains)], cancellationToken)).ToDictionary(one => one.UserId);
        return asked.Select(id => seen.GetValueOrDefault(id) ?? new() { UserId = id, Status = PresenceStatus.Offline }).ToArray();
    }
}
