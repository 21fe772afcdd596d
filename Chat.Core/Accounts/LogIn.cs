using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Faces;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Signs in with a password. Neither the answer nor its time tells whether the account exists.</summary>
public sealed class LogIn(IChatDb db, PasswordHashing passwords, ISignInAttempts attempts, SessionIssue sessions)
{
    private static readonly Refusal Wrong = Refusal.Unauthenticated("The user name or the password is wrong.");

    public async Task<Result<Session>> HandleAsync(Origin origin, LoginRequest request, CancellationToken cancellationToken)
    {
        var key = Usernames.KeyOf(request.Username);
        var name = SignInDoor.Name(key ?? "?");
        var address = SignInDoor.Address(origin.Address);
        if (await attempts.EnterAsync(name, address, cancellationToken) is { } wait)
        {
            return Refusal.RateLimited("Too many failed sign-ins", wait);
        }

        var account = key is null ? null : await db.Accounts.SingleOrDefaultAsync(one => one.UsernameKey == key, cancellationToken);
        var verified = await passwords.IsRightAsync(account?.PasswordHash, request.Password, cancellationToken);
        if (verified.IsRefused(out var refusal, out var isRight)) { return refusal; }
        if (!isRight || account is null) { return Wrong; }

        await attempts.SucceededAsync(name, address, cancellationToken);
        if (account.DisabledAt is not null) { return SessionRefusals.Disabled; }
        if (account.HasFace) { await FaceDoor.ForgiveAsync(db, account.Id, cancellationToken); }

        var session = await sessions.IssueAsync(account, sessions.Begin(account), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return session;
    }
}
