using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

public sealed class GetMe(IChatDb db)
{
    public async Task<Result<User>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == caller.AccountId, cancellationToken);
        return account is null ? SessionRefusals.Ended : account.ToUser();
    }
}
