using Chat.Core.Data;
using Chat.Core.Faces;
using Chat.Core.Models;
using Chat.Tests.Running;
using Chat.Vision.Faces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Faces;

/// <summary>The real pipeline on models of a folder.</summary>
internal sealed class Sight : IDisposable
{
    private static readonly Lazy<Sight> s_real = new(() => new(Requires.Models()));
    private readonly FaceWorkers _workers;

    public Sight(string models, ModelCatalogue? catalogue = null, TimeProvider? clock = null)
    {
        var options = Options.Create(new ModelOptions { Directory = models });
        Models = new(catalogue ?? ModelCatalogue.Official, new(options, new DataDirectory(Path.GetTempPath())), options, NullLogger<FaceModels>.Instance);
        _workers = new(Models, Options.Create(new VisionOptions { Workers = 2 }));
        Vision = new CameraVision(Models, _workers, clock ?? TimeProvider.System, NullLogger<CameraVision>.Instance);
    }

    /// <summary>The real models, loaded once for all tests; those that need them are skipped where they are not.</summary>
    public static Sight Real
    {
        get
        {
            Requires.Models();
            return s_real.Value;
        }
    }

    public FaceModels Models { get; }

    public IFaceVision Vision { get; }

    public async Task<SeenPicture> LookAsync(byte[] picture, LookFor what = LookFor.Identity | LookFor.Emotions | LookFor.Liveness | LookFor.Now) =>
        (await Vision.Watch().LookAsync(picture, what, TestContext.Current.CancellationToken)).Match(
            seen => seen, refusal => throw new Xunit.Sdk.XunitException($"refused: {refusal.Code}: {refusal.Sentence}"));

    public void Dispose()
    {
        _workers.Dispose();
        Models.Dispose();
    }
}
