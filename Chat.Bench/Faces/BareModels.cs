using Chat.Native.Onnx;
using Chat.Vision.Faces;

namespace Chat.Bench.Faces;

/// <summary>The runs of the models that one frame takes, and nothing around them: the recogniser and the expressions twice, for the mirror image.</summary>
internal sealed class BareModels : IDisposable
{
    private readonly List<(OnnxCall Call, int Times)> _calls = [];

    public BareModels(FaceModels models)
    {
        _calls.Add((Detector(models.Detector!), 1));
        _calls.Add((new(models.Recogniser!, [[1, 3, 112, 112]], [[1, 128]]), 2));
        if (models.Expressions is { } expressions) { _calls.Add((new(expressions, [[1, 3, 112, 112]], [[1, 7]]), 2)); }
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

    private static OnnxCall Detector(OnnxModel model)
    {
        var (width, height) = model.Inputs[0].Shape is [_, _, > 0 and var high, > 0 and var wide] ? (wide, high) : (640, 480);
        long[] Shape(string name)
        {
            var stride = long.Parse(name[(name.LastIndexOf('_') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            return [1, width / stride * (height / stride), name[0] is 'b' ? 4 : name[0] is 'k' ? 10 : 1];
        }

        return new(model, [[1, 3, height, width]], [.. model.Outputs.Select(port => Shape(port.Name))]);
    }
}
