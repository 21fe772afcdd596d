using Chat.Core.Server;
using Microsoft.Extensions.Options;

namespace Chat.Core.Faces;

internal sealed class FaceFeature(IFaceVision vision, IOptions<FaceOptions> options) : IFeatureReport
{
    public FeatureName Name => FeatureName.Faces;

    public bool IsAvailable => !options.Value.IsOff && vision.WhyNoFaces is null;

    public string Detail => options.Value switch
    {
        { IsOff: true } => "Signing in by face is turned off (Chat:Faces:SignIn).",
        _ when vision.WhyNoFaces is { } reason => reason,
        { IsOpen: true } => $"OPEN: whoever looks into a camera is signed in as the likest enrolled face{Liveness}.",
        _ => $"Signing in by face on enrolled devices{Liveness}.",
    };

    private string Liveness => vision.WhyNoLiveness is { } reason ? $"; without the passive check, since {reason}" : "";
}

internal sealed class EmotionFeature(IFaceVision vision) : IFeatureReport
{
    public FeatureName Name => FeatureName.Emotions;

    public bool IsAvailable => vision.WhyNoEmotions is null;

    public string Detail => vision.WhyNoEmotions ?? "Moods from a camera, for those who turn them on; by hand always.";
}
