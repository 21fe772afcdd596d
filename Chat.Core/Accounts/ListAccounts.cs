using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>All accounts for an admin, newest first, in pages.</summary>
public sealed class ListAccounts(IChatDb db)
{
    public const int MaxPage = 200;

    public async Task<Result<AccountPage>> HandleAsync(Caller caller, Guid? before, int? limit, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin) { return Refusal.Forbidden("Only an admin may list the accounts."); }
        if (limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }

        var size = limit ?? 50;
        var found = await db.Accounts.AsNoTracking().Where(account => before == null || account.Id < before)
            .OrderByDescending(account => account.Id).Take(size + 1).ToListAsync(cancellationToken);
        var page = found.Take(size).Select(account => new AccountRecord
        {
            User = account.ToUser(), Email = account.Email, CreatedAt = account.CreatedAt, DisabledAt = account.DisabledAt,
        });
        return new AccountPage { Accounts = [.. page], Next = found.Count > size ? found[size - 1].Id : null };
    }
}
