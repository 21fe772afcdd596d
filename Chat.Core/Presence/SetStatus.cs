using Chat.Contracts.Presence;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Presence;

/// <summary>What the user wants to be shown as while online; <c>offline</c> is to be invisible. It stays until it is changed.</summary>
public sealed class SetStatus(IPresenceStore store, IPresenceNews news, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, SetStatusRequest request, CancellationToken cancellationToken)
    {
        await store.SetStatusAsync(caller.AccountId, request.Status, clock.GetUtcNow(), cancellationToken);
        news.Stirred(caller.AccountId);
        return new Done();
    }
}
