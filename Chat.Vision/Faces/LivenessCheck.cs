using Chat.Core.Faces;
using Chat.Native.Onnx;
using Chat.Vision.Crops;

namespace Chat.Vision.Faces;

/// <summary>MiniFASNet: whether a person stands before the camera or a print or a screen is held up to it. The mean of the models that are there.</summary>
internal sealed class LivenessCheck(IReadOnlyList<(OnnxModel Model, float Grown)> models) : IDisposable
{
    private const int Side = 80;
    private const int Classes = 3;
    private const int Live = 1;

    private readonly (OnnxCall Call, float Grown)[] _calls =
        [.. models.Select(one => (new OnnxCall(one.Model, [[1, 3, Side, Side]], [[1, Classes]]), one.Grown))];

    private readonly float[] _planes = new float[3 * Side * Side];

    public float Look(Pixels picture, FaceBox face)
    {
        float sum = 0;
        Span<float> likely = stackalloc float[Classes];
        foreach (var (call, grown) in _calls)
        {
            FaceCrop.Squeeze(picture, Around(picture, face, grown), Side, Side, _planes);
            Fill(call.Input());
            call.Run();
            Vectors.SoftMax(call.Output(), likely);
            sum += likely[Live];
        }

        return sum / _calls.Length;
    }

    public void Dispose()
    {
        foreach (var (call, _) in _calls) { call.Dispose(); }
    }

    /// <summary>Blue first.</summary>
    private void Fill(Span<float> input)
    {
        const int area = Side * Side;
        for (var colour = 0; colour < 3; colour++) { _planes.AsSpan(colour * area, area).CopyTo(input[((2 - colour) * area)..]); }
    }

    /// <summary>The box grown about its middle, less where the picture is too small, and pushed back inside where it sticks out.</summary>
    private static FaceBox Around(Pixels picture, FaceBox face, float grown)
    {
        grown = MathF.Min(grown, MathF.Min((picture.Height - 1) / face.Height, (picture.Width - 1) / face.Width));
        var (width, height) = (face.Width * grown, face.Height * grown);
        var x = Math.Clamp(face.X + ((face.Width - width) / 2), 0, MathF.Max(0, picture.Width - 1 - width));
        var y = Math.Clamp(face.Y + ((face.Height - height) / 2), 0, MathF.Max(0, picture.Height - 1 - height));
        return new(x, y, width, height);
    }
}
