using Chat.Contracts.Emotions;
using Chat.Core.Faces;
using Chat.Native.Onnx;
using Chat.Vision.Crops;

namespace Chat.Vision.Faces;

/// <summary>How likely each mood is, from one model or the mean of two that were trained apart.</summary>
internal sealed class MoodReader(OnnxModel? aligned, OnnxModel? grey) : IDisposable
{
    public const int Moods = 8;
    private const int GreySide = 64;

    private static readonly Emotion[] s_alignedOrder =
        [Emotion.Angry, Emotion.Disgusted, Emotion.Fearful, Emotion.Happy, Emotion.Neutral, Emotion.Sad, Emotion.Surprised];

    private static readonly Emotion[] s_greyOrder =
        [Emotion.Angry, Emotion.Disgusted, Emotion.Fearful, Emotion.Happy, Emotion.Sad, Emotion.Surprised, Emotion.Neutral];

    private readonly OnnxCall? _aligned = aligned is null ? null : new(aligned, [[1, 3, FaceCrop.Side, FaceCrop.Side]], [[1, s_alignedOrder.Length]]);
    private readonly OnnxCall? _grey = grey is null ? null : new(grey, [[1, GreySide, GreySide, 1]], [[1, s_greyOrder.Length]]);
    private readonly float[] _squeezed = new float[3 * GreySide * GreySide];

    public float[] Read(Pixels picture, FaceBox box, ReadOnlySpan<float> aligned)
    {
        var sum = new float[Moods];
        if (_aligned is not null)
        {
            AddAligned(_aligned, aligned, isMirrored: false, sum);
            AddAligned(_aligned, aligned, isMirrored: true, sum);
        }

        if (_grey is not null) { AddGrey(_grey, picture, box, sum); }
        var whole = sum.Sum();
        if (whole > 0) { Vectors.Scale(sum, 1 / whole); }
        return sum;
    }

    public void Dispose()
    {
        _aligned?.Dispose();
        _grey?.Dispose();
    }

    private static void AddAligned(OnnxCall call, ReadOnlySpan<float> aligned, bool isMirrored, float[] sum)
    {
        FaceScale.Halves.Write(aligned, call.Input(), isMirrored);
        call.Run();
        Span<float> likely = stackalloc float[s_alignedOrder.Length];
        Vectors.SoftMax(call.Output(), likely);
        for (var at = 0; at < likely.Length; at++) { sum[(int)s_alignedOrder[at]] += likely[at] / 2; }
    }

    private void AddGrey(OnnxCall call, Pixels picture, FaceBox box, float[] sum)
    {
        var side = MathF.Max(box.Width, box.Height);
        var square = new FaceBox(box.X + ((box.Width - side) / 2), box.Y + ((box.Height - side) / 2), side, side);
        FaceCrop.Squeeze(picture, square, GreySide, GreySide, _squeezed);
        const int area = GreySide * GreySide;
        var input = call.Input();
        for (var at = 0; at < area; at++)
        {
            var light = (.299f * _squeezed[at]) + (.587f * _squeezed[area + at]) + (.114f * _squeezed[(2 * area) + at]);
            input[at] = ((light / 255) - .5f) * 2;
        }

        call.Run();
        var likely = call.Output();
        for (var at = 0; at < likely.Length; at++) { sum[(int)s_greyOrder[at]] += likely[at]; }
    }
}
