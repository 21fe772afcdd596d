using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Changes what is given and leaves the rest.</summary>
public sealed class UpdateProfile(IChatDb db)
{
    public async Task<Result<User>> HandleAsync(Caller caller, UpdateProfileRequest request, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == caller.AccountId, cancellationToken);
        if (account is null) { return SessionRefusals.Ended; }
        if (request.Avatar is not null)
        {
            return Refusal.Unavailable("This server keeps no profile pictures. Leave the picture out.");
        }

        if (request.DisplayName is not null)
        {
            if (PersonalDetails.DisplayName(request.DisplayName).IsRefused(out var refusal, out var name)) { return refusal; }
            account.DisplayName = name;
        }

        if (request.Language is not null)
        {
            if (PersonalDetails.Language(request.Language).IsRefused(out var refusal, out var language)) { return refusal; }
            account.Language = language;
        }

        await db.SaveChangesAsync(cancellationToken);
        return account.ToUser();
    }
}
