using Chat.Contracts.Faces;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Emotions;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Faces;

/// <summary>What the caller wants done with their face and their moods. Faces turned off are forgotten; moods turned off are noted no more.</summary>
public sealed class SetConsent(IChatDb db, FaceBook book, CurrentMoods moods)
{
    public async Task<Result<Consent>> HandleAsync(Caller caller, SetConsentRequest request, CancellationToken cancellationToken)
    {
        var saved = await db.InTransactionAsync(token => SaveAsync(caller.AccountId, request, token), cancellationToken);
        if (saved.IsRefused(out var refusal, out var consent)) { return refusal; }
        if (request.Faces is false) { await book.ChangedAsync(caller.AccountId, cancellationToken); }
        if (request.Emotions is false) { moods.Forget(caller.AccountId); }
        return consent;
    }

    private async Task<Result<Consent>> SaveAsync(Guid accountId, SetConsentRequest request, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.Profile, accountId, cancellationToken);
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == accountId, cancellationToken);
        if (account is null) { return SessionRefusals.Ended; }
        if (request.Faces is false)
        {
            await DeleteFace.ForgetAsync(db, accountId, cancellationToken);
            account.HasFace = false;
        }

        account.ConsentsFaces = request.Faces ?? account.ConsentsFaces;
        account.ConsentsEmotions = request.Emotions ?? account.ConsentsEmotions;
        await db.SaveChangesAsync(cancellationToken);
        return new Consent { Emotions = account.ConsentsEmotions, Faces = account.ConsentsFaces };
    }
}
