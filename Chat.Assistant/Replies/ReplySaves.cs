using Chat.Core.Assistant;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Assistant.Replies;

/// <summary>What was written of all replies so far, on disk twice a second in one step; with it a sign of life for those that wait.</summary>
internal sealed class ReplySaves(ReplyDesk desk, IReplyStore store, NodeIdentity node, TimeProvider clock, ILogger<ReplySaves> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var runs = desk.Runs;
            if (runs.Count is 0) { continue; }
            try
            {
                await store.SaveAsync(node.Id, [.. runs.Select(run => run.Unsaved()).OfType<TextSoFar>()], clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { logger.WorkFailed("Saving the texts of replies", failure); }
        }
    }
}
