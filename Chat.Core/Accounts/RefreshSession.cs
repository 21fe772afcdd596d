using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>
/// Trades a refresh token for a new session, once. A token that comes a second time has been stolen or copied, and nobody can
/// tell which of the two bearers is the thief, so the whole family ends.
/// </summary>
public sealed class RefreshSession(IChatDb db, SessionIssue sessions, SessionNotices notices, TimeProvider clock)
{
    public async Task<Result<Session>> HandleAsync(RefreshSessionRequest request, CancellationToken cancellationToken)
    {
        if (request.RefreshToken.Length is 0 or > 200) { return SessionRefusals.Ended; }

        var hash = SessionIssue.Hash(request.RefreshToken);
        var (session, ended) = await db.InTransactionAsync(token => SpendAsync(hash, token), cancellationToken);
        if (ended is { } family) { await notices.FamilyEndedAsync(family); }
        return session;
    }

    private async Task<(Result<Session> Session, Guid? Ended)> SpendAsync(byte[] hash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // The database decides which of two bearers came first: the second one's update finds nothing left to spend.
        var spent = await db.RefreshTokens.Where(token => token.Hash == hash && token.SpentAt == null)
            .ExecuteUpdateAsync(token => token.SetProperty(one => one.SpentAt, now), cancellationToken);
        var family = await db.SessionFamilies.SingleOrDefaultAsync(
            one => db.RefreshTokens.Any(token => token.Hash == hash && token.FamilyId == one.Id), cancellationToken);
        if (family is null || family.EndedAt is not null) { return (SessionRefusals.Ended, null); }
        if (spent is 0) { return (SessionRefusals.Ended, await EndAsync(family, now, cancellationToken)); }
        if (family.ExpiresAt <= now) { return (SessionRefusals.Expired, null); }

        var account = await db.Accounts.SingleAsync(one => one.Id == family.AccountId, cancellationToken);
        if (account.DisabledAt is not null) { return (SessionRefusals.Disabled, null); }
        var session = await sessions.IssueAsync(account, family, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (session, null);
    }

    private async Task<Guid> EndAsync(SessionFamily family, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (family.EndedAt, family.EndedBy) = (now, SessionEnd.Reuse);
        await db.SaveChangesAsync(cancellationToken);
        return family.Id;
    }
}
