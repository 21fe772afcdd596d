using Chat.Core.Nodes;

namespace Chat.Core.Accounts;

/// <summary>
/// Tells every node that a session or an account is not what it was. This node knows before the call that changed it is answered. What has
/// happened is told also when whoever did it is gone by now: nothing here is cancelled.
/// </summary>
public sealed class SessionNotices(INodeBus bus, SessionGate gate)
{
    internal const string Topic = "sessions";

    public Task FamilyEndedAsync(Guid familyId) => TellAsync(new(familyId, null), $"family {familyId}");

    /// <summary>Disabled, enabled, deleted, another role, or signed out everywhere.</summary>
    public Task AccountChangedAsync(Guid accountId) => TellAsync(new(null, accountId), $"account {accountId}");

    internal static SessionChange? Read(string payload) => payload.Split(' ') switch
    {
        ["family", var id] when Guid.TryParse(id, out var family) => new(family, null),
        ["account", var id] when Guid.TryParse(id, out var account) => new(null, account),
        _ => null,
    };

    private Task TellAsync(SessionChange change, string payload)
    {
        gate.Forget(change);
        return bus.PublishAsync(Topic, payload, CancellationToken.None);
    }
}

/// <summary>What may have ended. Neither named: anything, since word of it may have been lost.</summary>
public sealed record SessionChange(Guid? FamilyId, Guid? AccountId)
{
    public static readonly SessionChange Anything = new(null, null);

    public bool Concerns(Caller caller) =>
        (FamilyId is null && AccountId is null) || (FamilyId is not null && caller.FamilyId == FamilyId) || caller.AccountId == AccountId;
}
