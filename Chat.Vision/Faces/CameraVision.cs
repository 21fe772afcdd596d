using Chat.Core.Faces;
using Chat.Native.Pictures;
using Microsoft.Extensions.Logging;

namespace Chat.Vision.Faces;

internal sealed class CameraVision(FaceModels models, FaceWorkers workers, TimeProvider clock, ILogger<CameraVision> logger) : IFaceVision
{
    public string? WhyNoFaces => Vips.WhyNot ?? models.WhyNoFaces;

    public string? WhyNoEmotions => Vips.WhyNot ?? models.WhyNoEmotions;

    public string? WhyNoLiveness => Vips.WhyNot ?? models.WhyNoLiveness;

    public string TemplateModel => models.TemplateModel;

    public FaceLikeness Likeness => models.Likeness;

    public IFaceWatch Watch() => new FaceWatch(workers, clock, logger);
}
