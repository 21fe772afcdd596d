using Chat.Core.Faces;
using Chat.Native.Onnx;
using Chat.Vision.Crops;

namespace Chat.Vision.Faces;

/// <summary>An aligned face as a vector of length one: of the face and of its mirror image together.</summary>
internal sealed class FaceRecogniser(OnnxModel model, FaceScale scale) : IDisposable
{
    public const int Numbers = 128;

    private readonly OnnxCall _call = new(model, [[1, 3, FaceCrop.Side, FaceCrop.Side]], [[1, Numbers]]);

    public float[] Describe(ReadOnlySpan<float> aligned)
    {
        var vector = new float[Numbers];
        Add(aligned, isMirrored: false, vector);
        Add(aligned, isMirrored: true, vector);
        return Vectors.Normalise(vector);
    }

    public void Dispose() => _call.Dispose();

    private void Add(ReadOnlySpan<float> aligned, bool isMirrored, Span<float> sum)
    {
        scale.Write(aligned, _call.Input(), isMirrored);
        _call.Run();
        Vectors.Add(_call.Output(), sum);
    }
}

/// <summary>How a model wants its three colours: each times a number, plus a number, red first.</summary>
internal sealed record FaceScale(float[] Times, float[] Plus)
{
    /// <summary>0 to 255 as it is.</summary>
    public static readonly FaceScale Plain = new([1, 1, 1], [0, 0, 0]);

    /// <summary>-1 to 1.</summary>
    public static readonly FaceScale Halves = new([2 / 255f, 2 / 255f, 2 / 255f], [-1, -1, -1]);

    /// <summary>The mean and deviation of ImageNet.</summary>
    public static readonly FaceScale ImageNet = new(
        [1 / (255f * .229f), 1 / (255f * .224f), 1 / (255f * .225f)], [-.485f / .229f, -.456f / .224f, -.406f / .225f]);

    public void Write(ReadOnlySpan<float> aligned, Span<float> input, bool isMirrored)
    {
        for (var colour = 0; colour < 3; colour++)
        {
            var from = colour * FaceCrop.Area;
            Planes.Scale(aligned.Slice(from, FaceCrop.Area), input[from..], Times[colour], Plus[colour], isMirrored ? FaceCrop.Side : 0);
        }
    }
}
