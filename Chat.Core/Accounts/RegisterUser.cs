using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Core.Accounts;

/// <summary>Makes an account and signs it in. The first account of a server becomes its admin.</summary>
public sealed class RegisterUser(
    IChatDb db, PasswordHashing passwords, SessionIssue sessions, IOptions<AccountOptions> options, TimeProvider clock)
{
    public async Task<Result<Session>> HandleAsync(RegisterUserRequest request, CancellationToken cancellationToken)
    {
        if (Check(request).IsRefused(out var refusal, out var account)) { return refusal; }
        if (await IsTakenAsync(account.UsernameKey, cancellationToken)) { return Taken(account.Username); }

        var hash = await passwords.HashAsync(request.Password!, cancellationToken);
        if (hash.IsRefused(out refusal, out var passwordHash)) { return refusal; }
        account.PasswordHash = passwordHash;

        try { return await db.InTransactionAsync(token => SaveAsync(account, token), cancellationToken); }
        catch (DuplicateException) { return Taken(account.Username); }
    }

    private Result<Account> Check(RegisterUserRequest request)
    {
        if (Usernames.Check(request.Username).IsRefused(out var refusal, out var username)) { return refusal; }
        if (PersonalDetails.DisplayName(request.DisplayName ?? username.Name).IsRefused(out refusal, out var displayName)) { return refusal; }
        if (Optional(request.Email, PersonalDetails.Email).IsRefused(out refusal, out var email)) { return refusal; }
        if (Optional(request.Language, PersonalDetails.Language).IsRefused(out refusal, out var language)) { return refusal; }
        if (request.FaceImage is not null || request.UseLastFrame is true)
        {
            return Refusal.Unavailable("This server does not sign people in by face. Register with a password.");
        }

        if (string.IsNullOrEmpty(request.Password)) { return Refusal.Invalid("Choose a password, or nobody can sign in again."); }
        if (PasswordRules.Check(request.Password, username.Name) is { } weak) { return weak; }
        return new Account
        {
            Username = username.Name,
            UsernameKey = username.Key,
            DisplayName = displayName,
            Email = email is "" ? null : email,
            Language = language is "" ? null : language,
            CreatedAt = clock.GetUtcNow(),
        };
    }

    private async Task<Result<Session>> SaveAsync(Account account, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.FirstAccount, cancellationToken);
        var isFirst = !await db.Accounts.AnyAsync(one => one.Role != UserRole.Bot && one.DeletedAt == null, cancellationToken);
        if (!isFirst && !options.Value.OpenRegistration)
        {
            return Refusal.Forbidden("This server takes no new accounts by itself. Ask its admin for one.");
        }

        account.Role = isFirst ? UserRole.Admin : UserRole.User;
        db.Accounts.Add(account);
        var session = await sessions.IssueAsync(account, sessions.Begin(account), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return session;
    }

    private Task<bool> IsTakenAsync(string key, CancellationToken cancellationToken) =>
        db.Accounts.AnyAsync(account => account.UsernameKey == key, cancellationToken);

    private static Refusal Taken(string username) =>
        Refusal.Conflict($"The name {username} is in use, or looks like one that is. Choose another.");

    private static Result<string> Optional(string? written, Func<string, Result<string>> check) =>
        string.IsNullOrWhiteSpace(written) ? "" : check(written);
}
