using Chat.Core.Faces;
using Chat.Vision.Crops;

namespace Chat.Vision.Faces;

/// <summary>One worker's bench: every model's memory, used again for each picture. One thread at a time.</summary>
internal sealed class FaceAnalyser(FaceModels models) : IDisposable
{
    private readonly FaceDetector? _detector = models.Detector is { } detector ? new(detector) : null;
    private readonly FaceRecogniser? _recogniser = models.Recogniser is { } recogniser ? new(recogniser, models.RecogniserScale) : null;
    private readonly MoodReader? _moods = models.WhyNoEmotions is null ? new(models.Expressions, models.GreyExpressions) : null;
    private readonly LivenessCheck? _liveness = models.WhyNoLiveness is null ? new(models.Liveness) : null;
    private readonly float[] _aligned = new float[3 * FaceCrop.Area];

    public IReadOnlyList<FoundFace> Find(Pixels picture) => _detector!.Find(picture);

    /// <summary>What is asked of one face and can be answered.</summary>
    public FaceReading Read(Pixels picture, FoundFace face, LookFor what)
    {
        FaceCrop.Align(picture, face.Points, _aligned);
        return new(
            Sharpness.Of(_aligned),
            what.HasFlag(LookFor.Identity) ? _recogniser?.Describe(_aligned) : null,
            what.HasFlag(LookFor.Emotions) ? _moods?.Read(picture, face.Box, _aligned) : null,
            what.HasFlag(LookFor.Liveness) ? _liveness?.Look(picture, face.Box) : null);
    }

    public void Dispose()
    {
        _detector?.Dispose();
        _recogniser?.Dispose();
        _moods?.Dispose();
        _liveness?.Dispose();
    }
}

/// <summary>What was not asked, or has no model, is null.</summary>
internal sealed record FaceReading(float Sharpness, float[]? Embedding, float[]? Moods, float? Live);
