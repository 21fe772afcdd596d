using Chat.Contracts.Messages;
using Chat.Core.Assistant;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Assistant.Replies;

/// <summary>
/// Replies that nobody writes any more become <c>failed</c>, with what was saved: at the start those of this node's last life, and
/// while it runs those of nodes that have been silent.
/// </summary>
internal sealed class ReplyRecovery(IReplyStore store, ChangeReply change, NodeIdentity node, TimeProvider clock, ILogger<ReplyRecovery> logger)
    : BackgroundService
{
    private const string Lost = "The server was restarted before this reply was finished. Ask for it again.";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // Forty signs of life: a database that was away for a moment makes nobody dead.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <summary>Before the doors open.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RecoverAsync(node.Id, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { await RecoverAsync(nodeId: null, stoppingToken); }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { logger.WorkFailed("Looking for unfinished replies", failure); }
        }
    }

    private async Task RecoverAsync(Guid? nodeId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var orphans = await store.OrphansAsync(nodeId, now - Silence, cancellationToken);
        foreach (var orphan in orphans)
        {
            var done = await change.HandleAsync(orphan, new(MessageStatus.Failed, Text: null, Lost), cancellationToken);
            if (done.IsRefused(out _, out _)) { continue; }
            await store.CloseAsync(orphan, new("", "failed", 0, 0, null), now, cancellationToken);
        }

        if (orphans.Count > 0) { logger.RepliesRecovered(orphans.Count); }
    }
}
