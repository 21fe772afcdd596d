using Chat.Contracts.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Data;
using Chat.Core.Emotions;
using Chat.Core.Faces;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>
/// Forgets the caller: who they were and every way in. An empty shell stays as the sender of what they wrote to others, and they leave
/// their groups. Files that are in messages stay with the others; what was never sent goes with the next sweep. A server keeps its
/// last admin.
/// </summary>
public sealed class DeleteAccount(
    IChatDb db, SessionNotices notices, IConversationLists conversations, RemoveParticipant remove, FaceBook faces, CurrentMoods moods, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var result = await db.InTransactionAsync(token => DeleteAsync(caller, token), cancellationToken);
        if (result.IsRefused(out _, out _)) { return result; }

        await notices.AccountChangedAsync(caller.AccountId);
        await faces.ChangedAsync(caller.AccountId, cancellationToken);
        moods.Forget(caller.AccountId);
        foreach (var group in await conversations.GroupsAsync(caller.AccountId, cancellationToken))
        {
            await remove.HandleAsync(caller, new() { ConversationId = group, UserId = caller.AccountId }, cancellationToken);
        }

        return result;
    }

    private async Task<Result<Done>> DeleteAsync(Caller caller, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.FirstAccount, cancellationToken);
        if (caller.IsAdmin && await LastAdmin.IsAsync(db, caller.AccountId, cancellationToken)) { return LastAdmin.Refusal; }

        await db.LockAsync(DbLock.Profile, caller.AccountId, cancellationToken);
        await DeleteFace.ForgetAsync(db, caller.AccountId, cancellationToken);
        await db.FaceConflicts.Where(one => one.AccountId == caller.AccountId || one.OtherAccountId == caller.AccountId).ExecuteDeleteAsync(cancellationToken);
        await db.Moods.Where(mood => mood.AccountId == caller.AccountId).ExecuteDeleteAsync(cancellationToken);
        await db.Avatars.Where(avatar => avatar.AccountId == caller.AccountId).ExecuteDeleteAsync(cancellationToken);
        await db.Files.Where(file => file.UploaderId == caller.AccountId)
            .ExecuteUpdateAsync(file => file.SetProperty(one => one.UploaderId, (Guid?)null), cancellationToken);
        await db.SessionFamilies.Where(family => family.AccountId == caller.AccountId).ExecuteDeleteAsync(cancellationToken);
        await db.ExternalIdentities.Where(identity => identity.AccountId == caller.AccountId).ExecuteDeleteAsync(cancellationToken);
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == caller.AccountId, cancellationToken);
        account?.Empty(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return new Done();
    }
}

/// <summary>Without an admin nobody could ever make another one. Asked under <see cref="DbLock.FirstAccount"/>.</summary>
internal static class LastAdmin
{
    public static readonly Refusal Refusal =
        Refusal.Conflict("This is the server's last admin, while others have accounts. Make another admin first.");

    public static async Task<bool> IsAsync(IChatDb db, Guid accountId, CancellationToken cancellationToken)
    {
        var others = db.Accounts.Where(account => account.Id != accountId && account.Role != UserRole.Bot && account.DeletedAt == null);
        return await others.AnyAsync(cancellationToken)
            && !await others.AnyAsync(account => account.Role == UserRole.Admin && account.DisabledAt == null, cancellationToken);
    }
}
