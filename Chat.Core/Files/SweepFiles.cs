using Chat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Files;

/// <summary>Removes files that no message shows, and what a crash left half done.</summary>
public sealed class SweepFiles(IChatDb db, IFileUses uses, FileFolder folder, TimeProvider clock, ILogger<SweepFiles> logger)
{
    /// <summary>Between sending a file and the message that shows it: a draft may wait overnight.</summary>
    public static readonly TimeSpan UntilClaimed = TimeSpan.FromHours(24);

    /// <summary>Between the claim and the message's commit, with much room: a file must not go away under a message.</summary>
    public static readonly TimeSpan UntilShown = TimeSpan.FromHours(1);

    /// <summary>Without a byte or a step; the server itself cuts uploads that stand still much sooner.</summary>
    public static readonly TimeSpan UntilAbandoned = TimeSpan.FromHours(1);

    private const int Page = 500;

    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var drafts = await SettleDraftsAsync(cancellationToken);
        var files = await RemoveUnusedAsync(cancellationToken);
        if (files + drafts > 0) { logger.FilesSwept(files, drafts); }
        return files + drafts;
    }

    private async Task<int> SettleDraftsAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var left in folder.LeftSince((clock.GetUtcNow() - UntilAbandoned).UtcDateTime).Chunk(Page))
        {
            var known = await db.Files.Where(file => left.Contains(file.Id)).Select(file => file.Id).ToHashSetAsync(cancellationToken);
            foreach (var id in left)
            {
                if (!known.Contains(id)) { folder.Remove(id); }
                folder.Settle(id);
            }

            count += left.Length;
        }

        return count;
    }

    private async Task<int> RemoveUnusedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = new UnusedSince(now - UntilClaimed, now - UntilShown);
        var count = 0;
        IReadOnlyList<Guid> found;
        do
        {
            found = await uses.FindUnusedAsync(since, Page, cancellationToken);
            foreach (var id in found) { folder.MarkForRemoval(id); }
            var forgotten = (await uses.ForgetAsync(found, since, cancellationToken)).ToHashSet();
            foreach (var id in found)
            {
                if (forgotten.Contains(id)) { folder.Remove(id); }
                folder.Settle(id);
            }

            count += forgotten.Count;
        }
        while (found.Count == Page);
        return count;
    }
}
