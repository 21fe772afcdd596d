using Chat.Core.Accounts;

namespace Chat.Api.Operations;

/// <summary>Once an hour; on several nodes each does it, and whoever comes second finds nothing left.</summary>
internal sealed class SessionSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                logger.Swept(await scope.ServiceProvider.GetRequiredService<SweepSessions>().HandleAsync(stoppingToken));
            }
            catch (Exception surprise) when (surprise is not OperationCanceledException) { logger.SweepFailed(surprise); }
        }
    }
}
