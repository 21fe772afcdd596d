using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Faces;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Core.Accounts;

/// <summary>Makes an account and signs it in. The first account of a server becomes its admin.</summary>
public sealed class RegisterUser(
    IChatDb db, PasswordHashing passwords, FaceEnrolling faces, SessionIssue sessions, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <param name="request">What the person wrote.</param>
    /// <param name="camera">Of the connection that asks; absent over REST.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<Result<Session>> HandleAsync(RegisterUserRequest request, CameraSeat? camera, CancellationToken cancellationToken)
    {
        var usesFrame = UsesLastFrame(request, camera);
        var hasFace = usesFrame || request.FaceImage is not null;
        if (Check(request, hasFace).IsRefused(out var refusal, out var account)) { return refusal; }
        if (await IsTakenAsync(account.UsernameKey, cancellationToken)) { return Taken(account.Username); }

        IReadOnlyList<float[]> vectors = [];
        if (hasFace)
        {
            var read = await faces.ReadAsync(request.FaceImage is { } image ? [image] : [], usesFrame, camera, request.Language, cancellationToken);
            if (read.IsRefused(out refusal, out vectors!)) { return refusal; }
        }

        if ((await HashAsync(request.Password, cancellationToken)).IsRefused(out refusal, out var hash)) { return refusal; }
        account.PasswordHash = hash is "" ? null : hash;
        return await SaveAsync(account, vectors, request, cancellationToken);
    }

    /// <summary>Clients of before asked for a name alone, when the camera had seen nobody it knew.</summary>
    private bool UsesLastFrame(RegisterUserRequest request, CameraSeat? camera) => request.UseLastFrame is true
        || (request.UseLastFrame is null && request.FaceImage is null && string.IsNullOrEmpty(request.Password) && camera?.LastGoodFace(clock) is not null);

    private async Task<Result<string>> HashAsync(string? password, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(password) ? "" : await passwords.HashAsync(password, cancellationToken);

    private async Task<Result<Session>> SaveAsync(Account account, IReadOnlyList<float[]> vectors, RegisterUserRequest request, CancellationToken cancellationToken)
    {
        Result<Session> saved;
        try { saved = await db.InTransactionAsync(token => InsertAsync(account, vectors, request, token), cancellationToken); }
        catch (DuplicateException) { return Taken(account.Username); }

        if (vectors.Count > 0 && !saved.IsRefused(out _, out _)) { await faces.TellAsync(account.Id, cancellationToken); }
        return saved;
    }

    private Result<Account> Check(RegisterUserRequest request, bool hasFace)
    {
        if (Usernames.Check(request.Username).IsRefused(out var refusal, out var username)) { return refusal; }
        if (PersonalDetails.DisplayName(request.DisplayName ?? username.Name).IsRefused(out refusal, out var displayName)) { return refusal; }
        if (Optional(request.Email, PersonalDetails.Email).IsRefused(out refusal, out var email)) { return refusal; }
        if (Optional(request.Language, PersonalDetails.Language).IsRefused(out refusal, out var language)) { return refusal; }
        var hasPassword = !string.IsNullOrEmpty(request.Password);
        if (!hasPassword && !hasFace) { return Refusal.Invalid("Choose a password, or nobody can sign in again."); }
        if (hasPassword && PasswordRules.Check(request.Password!, username.Name) is { } weak) { return weak; }
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

    private async Task<Result<Session>> InsertAsync(Account account, IReadOnlyList<float[]> vectors, RegisterUserRequest request, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.FirstAccount, cancellationToken);
        var isFirst = !await db.Accounts.AnyAsync(one => one.Role != UserRole.Bot && one.DeletedAt == null, cancellationToken);
        if (!isFirst && !options.Value.OpenRegistration)
        {
            return Refusal.Forbidden("This server takes no new accounts by itself. Ask its admin for one.");
        }

        account.Role = isFirst ? UserRole.Admin : UserRole.User;
        if (vectors.Count > 0)
        {
            // Before the account is added: noting that the face is taken saves what is there.
            await db.LockAsync(DbLock.FaceEnrolment, cancellationToken);
            if (await faces.CheckFreeAsync(null, vectors, cancellationToken) is { } taken) { return taken; }
        }

        db.Accounts.Add(account);
        string? deviceKey = null;
        if (vectors.Count > 0)
        {
            var added = await faces.AddAsync(account, vectors, request.DeviceKey, request.DeviceName, cancellationToken);
            if (added.IsRefused(out var refusal, out deviceKey)) { return refusal; }
        }

        var session = await sessions.IssueAsync(account, sessions.Begin(account), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return session with { DeviceKey = deviceKey };
    }

    private Task<bool> IsTakenAsync(string key, CancellationToken cancellationToken) =>
        db.Accounts.AnyAsync(account => account.UsernameKey == key, cancellationToken);

    private static Refusal Taken(string username) =>
        Refusal.Conflict($"The name {username} is in use, or looks like one that is. Choose another.");

    private static Result<string> Optional(string? written, Func<string, Result<string>> check) =>
        string.IsNullOrWhiteSpace(written) ? "" : check(written);
}
