using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Faces;

/// <summary>Lets somebody in whose face, device and turns of the head were right.</summary>
public sealed class SignInByFace(IChatDb db, SessionIssue sessions, TimeProvider clock, ILogger<SignInByFace> logger)
{
    /// <param name="accountId">Whose face it is.</param>
    /// <param name="deviceId">Absent where faces are matched against everyone.</param>
    /// <param name="cancellationToken">The connection's.</param>
    public async Task<Result<Session>> HandleAsync(Guid accountId, Guid? deviceId, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == accountId && one.ConsentsFaces, cancellationToken);
        if (account is null) { return Refusal.Unauthenticated("This face is not known here any more. Sign in with your password."); }
        if (account.DisabledAt is not null) { return SessionRefusals.Disabled; }
        if (deviceId is { } id)
        {
            var enrolment = await db.FaceEnrolments.SingleOrDefaultAsync(one => one.DeviceId == id && one.AccountId == accountId, cancellationToken);
            var device = await db.FaceDevices.SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
            if (enrolment is null || device is null) { return Refusal.Unauthenticated("This device may not be signed in on by face any more. Use your password."); }
            enrolment.LastUsedAt = clock.GetUtcNow();
            (device.Failures, device.LockedUntil) = (0, null);
        }

        var session = await sessions.IssueAsync(account, sessions.Begin(account), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        logger.SignedInByFace(accountId);
        return session;
    }
}
