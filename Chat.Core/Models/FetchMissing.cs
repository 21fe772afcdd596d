using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Core.Models;

/// <summary>Brings the usual models that are not there, where the operator allowed it. What cannot be had stays away; the server starts.</summary>
public sealed class FetchMissing(ModelCatalogue catalogue, ModelFiles files, IOptions<ModelOptions> options, TimeProvider clock, ILogger<FetchMissing> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Download) { return; }
        using var http = new HttpClient { Timeout = Patience };
        var fetch = new FetchModel(http, clock);
        foreach (var entry in catalogue.Entries.Where(entry => entry.IsUsual && files.Find(entry) is null))
        {
            logger.Fetching(entry.File, entry.Bytes);
            var fetched = await fetch.HandleAsync(entry, mirror: null, files.Places[0], new Tenths(logger, entry), cancellationToken);
            if (fetched.IsRefused(out var refusal, out _)) { logger.FetchFailed(entry.File, refusal.Sentence); }
        }
    }

    private sealed class Tenths(ILogger logger, ModelEntry entry) : IProgress<long>
    {
        private long _told;

        public void Report(long value)
        {
            var tenth = 10 * value / entry.Bytes;
            if (tenth == _told) { return; }
            _told = tenth;
            logger.FetchedSoFar(entry.File, 10 * tenth);
        }
    }
}

internal static partial class ModelLog
{
    [LoggerMessage(1501, LogLevel.Information, "Fetching the model {File} of {Bytes} bytes")]
    public static partial void Fetching(this ILogger logger, string file, long bytes);

    [LoggerMessage(1502, LogLevel.Information, "{File}: {Percent} %")]
    public static partial void FetchedSoFar(this ILogger logger, string file, long percent);

    [LoggerMessage(1503, LogLevel.Warning, "The model {File} could not be fetched: {Reason}")]
    public static partial void FetchFailed(this ILogger logger, string file, string reason);
}
