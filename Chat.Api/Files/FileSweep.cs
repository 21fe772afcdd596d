using Chat.Core.Files;

namespace Chat.Api.Files;

/// <summary>At the start, for what a crash left, and once an hour; on several nodes each does it, and the second finds nothing left.</summary>
internal sealed class FileSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FileSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SweepFiles>().HandleAsync(stoppingToken);
            }
            catch (Exception surprise) when (surprise is not OperationCanceledException) { logger.FileSweepFailed(surprise); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
