using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Connections;

/// <summary>Twice a second, so that an ended session's connection is gone within one.</summary>
internal sealed class ConnectionSweep(OpenConnections connections, TimeProvider clock, ILogger<OpenConnections> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { await connections.SweepAsync(stoppingToken); }
            catch (Exception surprise) when (surprise is not OperationCanceledException) { logger.SweepFailed(surprise); }
        }
    }
}
