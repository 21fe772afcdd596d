using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Ends a session with everything that hangs on it: refresh tokens, access tokens, open connections.</summary>
public sealed class LogOut(IChatDb db, SessionNotices notices, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(Caller? caller, LogoutRequest request, CancellationToken cancellationToken)
    {
        if (request.Everywhere is true)
        {
            if (caller is null) { return SessionRefusals.SignInFirst; }
            await EndAsync(db.SessionFamilies.Where(family => family.AccountId == caller.AccountId));
            await notices.AccountChangedAsync(caller.AccountId);
            return new Done();
        }

        if (request.RefreshToken is null && caller is null) { return SessionRefusals.SignInFirst; }
        if (await FindAsync(caller, request.RefreshToken, cancellationToken) is not { } id) { return new Done(); }
        await EndAsync(db.SessionFamilies.Where(family => family.Id == id));
        await notices.FamilyEndedAsync(id);
        return new Done();
    }

    /// <summary>Whoever holds the refresh token may end what it stands for; an unknown one tells nothing.</summary>
    private async Task<Guid?> FindAsync(Caller? caller, string? refreshToken, CancellationToken cancellationToken)
    {
        if (refreshToken is null) { return caller!.FamilyId; }
        var hash = SessionIssue.Hash(refreshToken);
        return await db.RefreshTokens.Where(token => token.Hash == hash)
            .Select(token => (Guid?)token.FamilyId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whoever closes the window with it meant it all the same.</summary>
    private Task<int> EndAsync(IQueryable<SessionFamily> families)
    {
        var now = clock.GetUtcNow();
        return families.Where(family => family.EndedAt == null).ExecuteUpdateAsync(
            family => family.SetProperty(one => one.EndedAt, now).SetProperty(one => one.EndedBy, SessionEnd.Logout), CancellationToken.None);
    }
}
