using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Faces;

/// <summary>Forgets the caller's face at once, on every node and every device.</summary>
public sealed class DeleteFace(IChatDb db, FaceBook book)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async token =>
            {
                await ForgetAsync(db, caller.AccountId, token);
                return await db.Accounts.Where(one => one.Id == caller.AccountId)
                    .ExecuteUpdateAsync(account => account.SetProperty(one => one.HasFace, false), token);
            },
            cancellationToken);
        await book.ChangedAsync(caller.AccountId, cancellationToken);
        return new Done();
    }

    /// <summary>The rows; a device that knows nobody any more goes too.</summary>
    internal static async Task ForgetAsync(IChatDb db, Guid accountId, CancellationToken cancellationToken)
    {
        await db.FaceTemplates.Where(one => one.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.FaceEnrolments.Where(one => one.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        await db.FaceDevices.Where(device => !db.FaceEnrolments.Any(one => one.DeviceId == device.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
