using System.Collections.Concurrent;
using Chat.Core.Data;
using Chat.Core.Nodes;
using Chat.Core.Results;
using Chat.Core.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Core.Accounts;

/// <summary>
/// Says whether the bearer of a good token is still welcome. What the database said is remembered for a few seconds, and
/// forgotten at once when any node ends a session, so that an ended one is refused everywhere within a second.
/// </summary>
public sealed class SessionGate : IDisposable
{
    // Only the bound on how long an ended session lives on a node whose bus is away at that moment.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private const int MaxRemembered = 100_000;

    private readonly ConcurrentDictionary<Guid, Entry> _families = [];
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly IDisposable _notices;
    private readonly IDisposable _reconnects;

    public SessionGate(IServiceScopeFactory scopes, INodeBus bus, TimeProvider clock)
    {
        (_scopes, _clock) = (scopes, clock);
        _notices = bus.Subscribe(SessionNotices.Topic, (payload, token) => ForgetAsync(SessionNotices.Read(payload), token));
        _reconnects = bus.OnReconnected(token => ForgetAsync(SessionChange.Anything, token));
    }

    /// <summary>Runs after what was remembered is forgotten, so that asking again gives the new answer.</summary>
    public event Func<SessionChange, CancellationToken, Task>? Changed;

    public async ValueTask<Result<Caller>> AdmitAsync(TokenClaims claims, CancellationToken cancellationToken)
    {
        if (claims is TokenClaims.External external) { return await AdmitExternalAsync(external, cancellationToken); }

        var own = (TokenClaims.Own)claims;
        return await AdmitAsync(own.FamilyId, own.AccountId, cancellationToken);
    }

    /// <summary>Asks again about somebody who was admitted before.</summary>
    public async ValueTask<Result<Caller>> AdmitAgainAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.FamilyId is { } family) { return await AdmitAsync(family, caller.AccountId, cancellationToken); }

        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == caller.AccountId, cancellationToken);
        if (account is null || caller.EndsAt <= _clock.GetUtcNow()) { return SessionRefusals.Ended; }
        return account.DisabledAt is null ? caller with { Role = account.Role } : SessionRefusals.Disabled;
    }

    /// <summary>The next who asks is told what the database says.</summary>
    internal void Forget(SessionChange change)
    {
        foreach (var (id, entry) in _families)
        {
            // An entry that is still being read has no account yet and may be any: forgetting it costs one query.
            var concerned = change.FamilyId == id || entry.Account is null || change.AccountId == entry.Account.Id
                || change == SessionChange.Anything;
            if (concerned) { _families.TryRemove(id, out _); }
        }
    }

    public void Dispose()
    {
        _notices.Dispose();
        _reconnects.Dispose();
    }

    private async ValueTask<Result<Caller>> AdmitAsync(Guid familyId, Guid accountId, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        if (_families.TryGetValue(familyId, out var known) && known.Until > now) { return Judge(known, accountId, now); }

        if (_families.Count >= MaxRemembered) { _families.Clear(); }
        var placeholder = new Entry { Until = DateTimeOffset.MinValue };
        _families[familyId] = placeholder;
        var found = await ReadAsync(familyId, now, cancellationToken);

        // Only if nobody forgot it meanwhile: what was read may be older than the word that the session ended.
        _families.TryUpdate(familyId, found, placeholder);
        return Judge(found, accountId, now);
    }

    private async Task<Entry> ReadAsync(Guid familyId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        var row = await db.SessionFamilies.AsNoTracking().Where(family => family.Id == familyId)
            .Join(db.Accounts, family => family.AccountId, account => account.Id, (family, account) => new { family, account })
            .SingleOrDefaultAsync(cancellationToken);
        return new Entry { Family = row?.family, Account = row?.account, Until = now + Remembered };
    }

    private static Result<Caller> Judge(Entry entry, Guid accountId, DateTimeOffset now)
    {
        if (entry is not { Family: { EndedAt: null } family, Account: { } account }) { return SessionRefusals.Ended; }
        if (account.Id != accountId) { return SessionRefusals.Ended; }
        if (account.DisabledAt is not null) { return SessionRefusals.Disabled; }
        return family.ExpiresAt <= now ? SessionRefusals.Expired : new Caller(account.Id, account.Role, family.Id, family.ExpiresAt);
    }

    private async Task<Result<Caller>> AdmitExternalAsync(TokenClaims.External external, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AdmitExternalUser>().HandleAsync(external, cancellationToken);
    }

    private async Task ForgetAsync(SessionChange? change, CancellationToken cancellationToken)
    {
        if (change is null) { return; }
        Forget(change);
        if (Changed is { } changed) { await changed(change, cancellationToken); }
    }

    private sealed class Entry
    {
        public SessionFamily? Family { get; init; }

        public Account? Account { get; init; }

        public required DateTimeOffset Until { get; init; }
    }
}
