using System.Diagnostics;
using Chat.Core.Faces;
using Chat.Core.Results;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Vision.Faces;

/// <summary>Runs every model once before anybody waits for it: a first run makes plans and memory that later ones use.</summary>
internal sealed class WarmUp(FaceModels models, FaceWorkers workers, ILogger<WarmUp> logger) : IHostedService
{
    private const int Side = 320;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (models.Detector is null) { return; }
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers.Count).Select(_ => workers.RunAsync(Warm, cancellationToken)));
        logger.ModelsReady(workers.Count, Stopwatch.GetElapsedTime(started));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Result<Done> Warm(FaceAnalyser analyser)
    {
        var black = new byte[3 * Side * Side];
        analyser.Find(new(black, Side, Side));
        var face = new FoundFace(1, new(100, 100, 100, 100), new(new(130, 140), new(170, 140), new(150, 160), new(135, 180), new(165, 180)));
        analyser.Read(new(black, Side, Side), face, LookFor.Identity | LookFor.Emotions | LookFor.Liveness);
        return new Done();
    }
}
