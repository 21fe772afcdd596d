using Chat.Core.Data;
using Chat.Core.Faces;
using Chat.Core.Models;
using Chat.Vision.Faces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Bench.Faces;

/// <summary>The pipeline of the server on the models of a folder.</summary>
internal sealed class BenchSight : IDisposable
{
    public BenchSight(string models, int workers = 1)
    {
        var options = Options.Create(new ModelOptions { Directory = models });
        Models = new(ModelCatalogue.Official, new(options, new DataDirectory(models)), options, NullLogger<FaceModels>.Instance);
        Workers = new(Models, Options.Create(new VisionOptions { Workers = workers }));
        Vision = new CameraVision(Models, Workers, TimeProvider.System, NullLogger<CameraVision>.Instance);
        if ((Vision.WhyNoFaces ?? Vision.WhyNoEmotions) is { } missing) { throw new FileNotFoundException(missing); }
    }

    public FaceModels Models { get; }

    public FaceWorkers Workers { get; }

    public IFaceVision Vision { get; }

    public async Task<SeenPicture?> LookAsync(string file, LookFor what, CancellationToken end)
    {
        var looked = await Vision.Watch().LookAsync(await File.ReadAllBytesAsync(file, end), what | LookFor.Now, end);
        return looked.Match(seen => (SeenPicture?)seen, _ => null);
    }

    public void Dispose()
    {
        Workers.Dispose();
        Models.Dispose();
    }
}
