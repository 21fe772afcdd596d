using Microsoft.Extensions.Hosting;

namespace Chat.Hubs.Presence;

/// <summary>Tells what there is to tell of typing, and ends what was not renewed.</summary>
internal sealed class TypingLoop(TypingBoard board, TypingNews news, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(500);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(news.RunAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) { board.Sweep(); }
    }
}
