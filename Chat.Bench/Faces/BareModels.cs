using Chat.Native.Onnx;
using Chat.Vision.Crops;
using Chat.Vision.Faces;

namespace Chat.Bench.Faces;

/// <summary>
/// The runs of the models that one frame takes, and nothing around them: the recogniser and the expressions twice, for the mirror image.
/// On the numbers of that frame, since some models take twice as long for a face as for nothing.
/// </summary>
internal sealed class BareModels : IDisposable
{
    private readonly List<(OnnxCall Call, int Times)> _calls = [];

    public BareModels(FaceModels models, Pixels picture)
    {
        using var analyser = new FaceAnalyser(models);
        var aligned = new float[3 * FaceCrop.Area];
        FaceCrop.Align(picture, analyser.Find(picture)[0].Points, aligned);

        _calls.Add((Detector(models.Detector!, picture), 1));
        _calls.Add((OnFace(models.Recogniser!, FaceRecogniser.Numbers, models.RecogniserScale, aligned), 2));
        if (models.Expressions is { } expressions) { _calls.Add((OnFace(expressions, 7, FaceScale.Halves, aligned), 2)); }
        if (models.GreyExpressions is { } grey) { _calls.Add((new(grey, [[1, 64, 64, 1]], [[1, 7]]), 1)); }
    }

    public void Run()
    {
        foreach (var (call, times) in _calls)
        {
            for (var time = 0; time < times; time++) { call.Run(); }
        }
    }

    public void Dispose()
    {
        foreach (var (call, _) in _calls) { call.Dispose(); }
    }

    private static OnnxCall OnFace(OnnxModel model, int numbers, FaceScale scale, float[] aligned)
    {
        var call = new OnnxCall(model, [[1, 3, FaceCrop.Side, FaceCrop.Side]], [[1, numbers]]);
        scale.Write(aligned, call.Input(), isMirrored: false);
        return call;
    }

    private static OnnxCall Detector(OnnxModel model, Pixels picture)
    {
        var (width, height) = model.Inputs[0].Shape is [_, _, > 0 and var high, > 0 and var wide] ? (wide, high) : (640, 480);
        long[] Shape(string name)
        {
            var stride = long.Parse(name[(name.LastIndexOf('_') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            return [1, width / stride * (height / stride), name[0] is 'b' ? 4 : name[0] is 'k' ? 10 : 1];
        }

        var call = new OnnxCall(model, [[1, 3, height, width]], [.. model.Outputs.Select(port => Shape(port.Name))]);
        var input = call.Input();
        var plane = (int)(width * height);
        for (var row = 0; row < Math.Min(height, picture.Height); row++)
        {
            var at = row * (int)width;
            var line = picture.Rgb.Slice(3 * row * picture.Width, 3 * Math.Min((int)width, picture.Width));
            Planes.Split(line, input[((2 * plane) + at)..], input[(plane + at)..], input[at..]);
        }

        return call;
    }
}
