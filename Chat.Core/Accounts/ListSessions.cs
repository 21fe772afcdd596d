using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Where the caller is signed in, the newest sign-in first.</summary>
public sealed class ListSessions(IChatDb db, TimeProvider clock)
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<SessionRecord>>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var families = await db.SessionFamilies.AsNoTracking()
            .Where(family => family.AccountId == caller.AccountId && family.EndedAt == null && family.ExpiresAt > now)
            .OrderByDescending(family => family.Id).Take(Most).ToListAsync(cancellationToken);
        return Result.Of<IReadOnlyList<SessionRecord>>([.. families.Select(family => new SessionRecord
        {
            Id = family.Id, CreatedAt = family.CreatedAt, ExpiresAt = family.ExpiresAt, IsCurrent = family.Id == caller.FamilyId,
        })]);
    }
}
