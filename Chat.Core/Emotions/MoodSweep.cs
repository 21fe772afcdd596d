using System.ComponentModel.DataAnnotations;
using Chat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Core.Emotions;

public sealed class EmotionOptions
{
    public const string Section = "Chat:Emotions";

    /// <summary>Older moods are forgotten.</summary>
    [Range(1, 3650, ErrorMessage = "Chat:Emotions:RetentionDays is between 1 and 3650.")]
    public int RetentionDays { get; set; } = 90;
}

[OptionsValidator]
public sealed partial class EmotionOptionsValidator : IValidateOptions<EmotionOptions>;

/// <summary>Forgets moods that are older than they may be kept.</summary>
public sealed class MoodSweep(IServiceScopeFactory scopes, IOptions<EmotionOptions> options, TimeProvider clock, ILogger<MoodSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IChatDb>().Moods.Where(mood => mood.At < old).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { logger.MoodsSwept(await SweepAsync(stoppingToken)); }
            catch (Exception surprise) when (surprise is not OperationCanceledException) { logger.SweepFailed(surprise); }
        }
    }
}

internal static partial class EmotionLog
{
    [LoggerMessage(1401, LogLevel.Debug, "{Moods} old moods were forgotten")]
    public static partial void MoodsSwept(this ILogger logger, int moods);

    [LoggerMessage(1402, LogLevel.Error, "Forgetting old moods failed; it is tried again")]
    public static partial void SweepFailed(this ILogger logger, Exception surprise);
}
