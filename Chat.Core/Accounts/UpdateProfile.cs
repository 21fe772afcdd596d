using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Files;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Changes what is given and leaves the rest. An avatar of no bytes takes the picture away.</summary>
public sealed class UpdateProfile(IChatDb db, IPictures pictures)
{
    public async Task<Result<User>> HandleAsync(Caller caller, UpdateProfileRequest request, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(request, cancellationToken)).IsRefused(out var refusal, out var changes)) { return refusal; }
        return await db.InTransactionAsync(token => SaveAsync(caller.AccountId, changes, token), cancellationToken);
    }

    private async Task<Result<Changes>> ReadAsync(UpdateProfileRequest request, CancellationToken cancellationToken)
    {
        string? name = null, language = null;
        if (request.DisplayName is not null && PersonalDetails.DisplayName(request.DisplayName).IsRefused(out var refusal, out name)) { return refusal; }
        if (request.Language is not null && PersonalDetails.Language(request.Language).IsRefused(out refusal, out language)) { return refusal; }
        if (request.Avatar is not { Length: > 0 } sent) { return new Changes(name, language, request.Avatar); }

        var made = await pictures.AvatarAsync(sent, cancellationToken);
        return made.IsRefused(out refusal, out var picture) ? refusal : new Changes(name, language, picture.Bytes.ToArray());
    }

    private async Task<Result<User>> SaveAsync(Guid accountId, Changes changes, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.Profile, accountId, cancellationToken);
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == accountId, cancellationToken);
        if (account is not { DeletedAt: null }) { return SessionRefusals.Ended; }

        account.DisplayName = changes.DisplayName ?? account.DisplayName;
        account.Language = changes.Language ?? account.Language;
        if (changes.Avatar is not null) { await ReplaceAvatarAsync(account, changes.Avatar, cancellationToken); }
        await db.SaveChangesAsync(cancellationToken);
        return account.ToUser();
    }

    private async Task ReplaceAvatarAsync(Account account, byte[] webp, CancellationToken cancellationToken)
    {
        await db.Avatars.Where(avatar => avatar.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        account.AvatarVersion = webp.Length is 0 ? null : AccountAvatar.NewVersion();
        if (account.AvatarVersion is { } version)
        {
            db.Avatars.Add(new() { AccountId = account.Id, Version = version, Webp = webp });
        }
    }

    private sealed record Changes(string? DisplayName, string? Language, byte[]? Avatar);
}
