using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Removes the caller's own account with its sessions. A server keeps its last admin.</summary>
public sealed class DeleteAccount(IChatDb db, SessionNotices notices)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var result = await db.InTransactionAsync(token => DeleteAsync(caller, token), cancellationToken);
        if (!result.IsRefused(out _, out _)) { await notices.AccountChangedAsync(caller.AccountId, cancellationToken); }
        return result;
    }

    private async Task<Result<Done>> DeleteAsync(Caller caller, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.FirstAccount, cancellationToken);
        if (caller.IsAdmin && await LastAdmin.IsAsync(db, caller.AccountId, cancellationToken)) { return LastAdmin.Refusal; }
        await db.Accounts.Where(account => account.Id == caller.AccountId).ExecuteDeleteAsync(cancellationToken);
        return new Done();
    }
}

/// <summary>Without an admin nobody could ever make another one. Asked under <see cref="DbLock.FirstAccount"/>.</summary>
internal static class LastAdmin
{
    public static readonly Refusal Refusal =
        Refusal.Conflict("This is the server's last admin, while others have accounts. Make another admin first.");

    public static async Task<bool> IsAsync(IChatDb db, Guid accountId, CancellationToken cancellationToken)
    {
        var others = db.Accounts.Where(account => account.Id != accountId && account.Role != UserRole.Bot);
        return await others.AnyAsync(cancellationToken)
            && !await others.AnyAsync(account => account.Role == UserRole.Admin && account.DisabledAt == null, cancellationToken);
    }
}
