using Chat.Contracts.Faces;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Faces;

/// <summary>Keeps the caller's face, so that this device may be signed in on by it.</summary>
public sealed class EnrollFace(IChatDb db, FaceEnrolling enrolling)
{
    private static readonly Refusal NoConsent = Refusal.Forbidden("Turn signing in by face on in your settings first: SetConsent with faces.");

    public async Task<Result<EnrolledFace>> HandleAsync(Caller caller, CameraSeat? camera, EnrollFaceRequest request, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == caller.AccountId, cancellationToken);
        if (account is null) { return SessionRefusals.Ended; }
        if (!account.ConsentsFaces) { return NoConsent; }
        var read = await enrolling.ReadAsync(request.Images ?? [], request.UseLastFrame is true, camera, account.Language, cancellationToken);
        if (read.IsRefused(out var refusal, out var vectors)) { return refusal; }

        var saved = await db.InTransactionAsync(token => SaveAsync(caller.AccountId, vectors, request, token), cancellationToken);
        if (saved.IsRefused(out refusal, out var deviceKey)) { return refusal; }
        await enrolling.TellAsync(caller.AccountId, cancellationToken);
        return new EnrolledFace { DeviceKey = deviceKey };
    }

    private async Task<Result<string>> SaveAsync(Guid accountId, IReadOnlyList<float[]> vectors, EnrollFaceRequest request, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.FaceEnrolment, cancellationToken);
        if (await enrolling.CheckFreeAsync(accountId, vectors, cancellationToken) is { } taken) { return taken; }
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == accountId, cancellationToken);
        if (account is not { ConsentsFaces: true }) { return NoConsent; }
        var added = await enrolling.AddAsync(account, vectors, request.DeviceKey, request.DeviceName, cancellationToken);
        if (!added.IsRefused(out _, out _)) { await db.SaveChangesAsync(cancellationToken); }
        return added;
    }
}
