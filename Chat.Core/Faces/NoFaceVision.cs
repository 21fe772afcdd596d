using Chat.Core.Results;

namespace Chat.Core.Faces;

/// <summary>A program without the part that sees.</summary>
internal sealed class NoFaceVision : IFaceVision, IFaceWatch
{
    private const string Reason = "this program was put together without the part that sees";

    public string? WhyNoFaces => Reason;

    public string? WhyNoEmotions => Reason;

    public string? WhyNoLiveness => Reason;

    public string TemplateModel => "none";

    public FaceLikeness Likeness { get; } = new(1, 0);

    public IFaceWatch Watch() => this;

    public Task<Result<SeenPicture>> LookAsync(ReadOnlyMemory<byte> picture, LookFor what, CancellationToken cancellationToken) =>
        Task.FromResult<Result<SeenPicture>>(Refusal.Unavailable(Reason));
}
