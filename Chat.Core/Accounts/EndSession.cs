using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Signs another device of the caller out, or this one.</summary>
public sealed class EndSession(IChatDb db, SessionNotices notices, TimeProvider clock)
{
    private static readonly Refusal NoSession = Refusal.NotFound("There is no such session.");

    public async Task<Result<Done>> HandleAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = await db.SessionFamilies
            .Where(family => family.Id == id && family.AccountId == caller.AccountId && family.EndedAt == null)
            .ExecuteUpdateAsync(
                family => family.SetProperty(one => one.EndedAt, now).SetProperty(one => one.EndedBy, SessionEnd.Logout), cancellationToken);
        if (ended is 0) { return NoSession; }

        await notices.FamilyEndedAsync(id);
        return new Done();
    }
}
