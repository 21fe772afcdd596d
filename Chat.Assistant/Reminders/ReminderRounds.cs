using Chat.Core.Reminders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Assistant.Reminders;

/// <summary>Sends what is due. On several nodes each does it: a reminder is sent once whoever comes first.</summary>
internal sealed class ReminderRounds(IReminderStore store, DeliverReminder deliver, TimeProvider clock, ILogger<ReminderRounds> logger) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { await RunAsync(stoppingToken); }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested) { logger.WorkFailed("Sending reminders", failure); }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var due in await store.DueAsync(clock.GetUtcNow(), AtOnce, cancellationToken))
        {
            var sent = await deliver.HandleAsync(due, cancellationToken);
            if (!sent.IsRefused(out _, out _)) { await store.RemoveAsync(due.Id, cancellationToken); }
        }
    }
}
