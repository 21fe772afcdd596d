using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>An admin gives a role, disables an account, or lets it in again.</summary>
public sealed class ChangeAccess(IChatDb db, SessionNotices notices, TimeProvider clock)
{
    public async Task<Result<AccountRecord>> HandleAsync(
        Caller caller, Guid accountId, ChangeAccessRequest request, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin) { return Refusal.Forbidden("Only an admin may change who has access."); }

        var result = await db.InTransactionAsync(token => ChangeAsync(accountId, request, token), cancellationToken);
        if (!result.IsRefused(out _, out _)) { await notices.AccountChangedAsync(accountId); }
        return result;
    }

    private async Task<Result<AccountRecord>> ChangeAsync(
        Guid accountId, ChangeAccessRequest request, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.FirstAccount, cancellationToken);
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == accountId, cancellationToken);
        if (account is null || account.Role is UserRole.Bot) { return Refusal.NotFound("There is no such account."); }
        if (request.Role is UserRole.Bot) { return Refusal.Invalid("A person cannot be made a bot."); }

        var losesAdmin = account.Role is UserRole.Admin && (request.Disabled is true || request.Role is not (null or UserRole.Admin));
        if (losesAdmin && await LastAdmin.IsAsync(db, accountId, cancellationToken)) { return LastAdmin.Refusal; }

        account.Role = request.Role ?? account.Role;
        await SetDisabledAsync(account, request.Disabled, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new AccountRecord
        {
            User = account.ToUser(), Email = account.Email, CreatedAt = account.CreatedAt, DisabledAt = account.DisabledAt,
        };
    }

    /// <summary>Sessions of before do not come back when the account does.</summary>
    private async Task SetDisabledAsync(Account account, bool? disabled, CancellationToken cancellationToken)
    {
        if (disabled is false) { account.DisabledAt = null; }
        if (disabled is not true || account.DisabledAt is not null) { return; }

        var now = clock.GetUtcNow();
        account.DisabledAt = now;
        await db.SessionFamilies.Where(family => family.AccountId == account.Id && family.EndedAt == null).ExecuteUpdateAsync(
            family => family.SetProperty(one => one.EndedAt, now).SetProperty(one => one.EndedBy, SessionEnd.Disabled),
            cancellationToken);
    }
}
