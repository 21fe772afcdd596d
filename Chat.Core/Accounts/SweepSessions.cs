using Chat.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Forgets sessions that ended long ago, and failed sign-ins that no longer matter.</summary>
public sealed class SweepSessions(IChatDb db, TimeProvider clock)
{
    // Long enough for a stolen token's second use to be noticed as such.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(30);

    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var old = now - KeptAfterEnd;
        var families = await db.SessionFamilies.Where(family => family.ExpiresAt < old || family.EndedAt < old)
            .ExecuteDeleteAsync(cancellationToken);
        var failures = await db.SignInFailures.Where(failure => failure.LastAt < now - TimeSpan.FromDays(1))
            .ExecuteDeleteAsync(cancellationToken);
        return families + failures;
    }
}
