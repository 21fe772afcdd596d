using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Faces;

/// <summary>Faces that two accounts wanted, for an admin to look at; the newest first.</summary>
public sealed class ListFaceConflicts(IChatDb db)
{
    private const int Limit = 200;

    public async Task<Result<IReadOnlyList<FaceConflictRecord>>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin) { return Refusal.Forbidden("Only an admin may see whose faces are alike."); }
        var conflicts = await db.FaceConflicts.AsNoTracking().OrderByDescending(one => one.Id).Take(Limit).ToListAsync(cancellationToken);
        return conflicts.Select(one => new FaceConflictRecord
        {
            Id = one.Id, UserId = one.AccountId, OtherUserId = one.OtherAccountId, Similarity = Math.Round(one.Similarity, 3), At = one.At,
        }).ToArray();
    }
}
