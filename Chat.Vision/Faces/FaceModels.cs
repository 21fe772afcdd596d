using Chat.Core.Faces;
using Chat.Core.Models;
using Chat.Core.Results;
using Chat.Native.Onnx;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Vision.Faces;

/// <summary>The sessions, one for each model, shared by all workers. What is missing is told, and the rest runs.</summary>
internal sealed class FaceModels : IDisposable
{
    private const float Near = 2.7f, Far = 4f;

    private readonly List<OnnxModel> _open = [];
    private readonly ModelCatalogue _catalogue;
    private readonly ModelFiles _files;
    private readonly OnnxOptions _options;
    private readonly ILogger<FaceModels> _logger;

    public FaceModels(ModelCatalogue catalogue, ModelFiles files, IOptions<ModelOptions> options, ILogger<FaceModels> logger)
    {
        (_catalogue, _files, _logger) = (catalogue, files, logger);
        _options = new(options.Value.Threads, options.Value.Provider is "cuda");
        (Detector, _, var noDetector) = OpenFirst(VisionModels.FreeDetector, VisionModels.Detector);
        (Recogniser, var recogniser, var noRecogniser) = OpenFirst(VisionModels.SFace, VisionModels.MobileFaceNet);
        (Expressions, _, var noExpressions) = OpenFirst(VisionModels.SmallExpressions, VisionModels.Expressions);
        (GreyExpressions, _, _) = OpenFirst(VisionModels.GreyExpressions);
        (NearLiveness, _, var noLiveness) = OpenFirst(VisionModels.NearLiveness);
        (FarLiveness, _, _) = OpenFirst(VisionModels.FarLiveness);

        WhyNoFaces = noDetector ?? noRecogniser;
        WhyNoEmotions = noDetector ?? (GreyExpressions is null ? noExpressions : null);
        WhyNoLiveness = noDetector ?? (FarLiveness is null ? noLiveness : null);
        (RecogniserScale, Likeness) = recogniser?.Name is VisionModels.SFace
            ? (FaceScale.Plain, FaceThresholds.SFace)
            : (FaceScale.ImageNet, FaceThresholds.MobileFaceNet);
        TemplateModel = recogniser is null ? "none" : $"{recogniser.Name}@{recogniser.Sha256[..16]}";
    }

    public OnnxModel? Detector { get; }

    public OnnxModel? Recogniser { get; }

    public FaceScale RecogniserScale { get; }

    public FaceLikeness Likeness { get; }

    public OnnxModel? Expressions { get; }

    public OnnxModel? GreyExpressions { get; }

    public OnnxModel? NearLiveness { get; }

    public OnnxModel? FarLiveness { get; }

    public string TemplateModel { get; }

    public string? WhyNoFaces { get; }

    public string? WhyNoEmotions { get; }

    public string? WhyNoLiveness { get; }

    public IReadOnlyList<(OnnxModel Model, float Grown)> Liveness =>
    [
        .. new (OnnxModel? Model, float Grown)[] { (NearLiveness, Near), (FarLiveness, Far) }.Where(one => one.Model is not null)
            .Select(one => (one.Model!, one.Grown)),
    ];

    public void Dispose()
    {
        foreach (var model in _open) { model.Dispose(); }
    }

    /// <summary>The first that is there and right. When none is, why not: of a wrong file before a missing one.</summary>
    private (OnnxModel? Model, ModelEntry? Entry, string? WhyNot) OpenFirst(params string[] names)
    {
        if (OnnxModel.WhyNot is { } noRuntime) { return (null, null, noRuntime); }
        string? whyNot = null;
        foreach (var entry in names.Select(name => _catalogue.Find(name)).OfType<ModelEntry>())
        {
            var isThere = _files.Find(entry) is not null;
            if (!_files.Read(entry).IsRefused(out var refusal, out var bytes))
            {
                if (Open(entry, bytes, out var failure) is { } model) { return (model, entry, null); }
                whyNot = failure;
                continue;
            }

            if (isThere) { _logger.ModelWrong(entry.File, refusal.Sentence); }
            whyNot = isThere || whyNot is null || entry.IsUsual ? refusal.Sentence : whyNot;
        }

        return (null, null, whyNot ?? $"this server's catalogue has none of {string.Join(", ", names)}");
    }

    private OnnxModel? Open(ModelEntry entry, byte[] bytes, out string? failure)
    {
        failure = null;
        try
        {
            var model = OnnxModel.Open(bytes, _options);
            _open.Add(model);
            if (model.FellBack is { } reason) { _logger.ModelFellBack(entry.File, reason); }
            return model;
        }
        catch (OnnxException refused)
        {
            _logger.ModelWrong(entry.File, refused.Message);
            failure = $"{entry.File} cannot be run: {refused.Message}";
            return null;
        }
    }
}

/// <summary>Where "the same person" begins, for each recogniser.</summary>
internal static class FaceThresholds
{
    /// <summary>The OpenCV Zoo states 0.363 for LFW's 99.6 %; one in a hundred thousand takes more.</summary>
    public static readonly FaceLikeness SFace = new(0.45f, 1e-5);

    /// <summary>Strangers reach 0.09 and one person's photos 0.64 in the photos it was tried on; the bench "faces" measures it.</summary>
    public static readonly FaceLikeness MobileFaceNet = new(0.45f, 1e-5);
}
