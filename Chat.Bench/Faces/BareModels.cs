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

    public void Each()
    {
        foreach (var fill in new[] { false, true })
        {
            foreach (var (call, times) in _calls)
            {
                var random = new Random(1);
                if (fill) { foreach (ref var number in call.Input()) { number = (float)random.NextDouble() * 200; } }
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                for (var time = 0; time < 40; time++) { call.Run(); }
                Console.Write($" {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds / 40:0.00}");
            }
            Console.WriteLine(fill);
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
