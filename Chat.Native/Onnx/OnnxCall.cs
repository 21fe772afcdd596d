using System.Runtime.InteropServices;

namespace Chat.Native.Onnx;

/// <summary>
/// One model's inputs and outputs in memory that is used again for every run: nothing is allocated while it runs. One thread at a
/// time; the model itself is shared.
/// </summary>
public sealed unsafe class OnnxCall : IDisposable
{
    private readonly OnnxLibrary _library = OnnxLibrary.Required;
    private readonly OnnxModel _model;
    private readonly OnnxTensor[] _inputs;
    private readonly OnnxTensor[] _outputs;
    private readonly nint[] _names;

    /// <param name="model">Kept open while the call is.</param>
    /// <param name="inputs">A shape for each input, in the model's order.</param>
    /// <param name="outputs">A shape for each output, in the model's order.</param>
    public OnnxCall(OnnxModel model, long[][] inputs, long[][] outputs)
    {
        Fit(model.Inputs, inputs, "takes");
        Fit(model.Outputs, outputs, "gives");
        _model = model;
        _inputs = [.. inputs.Select((shape, at) => new OnnxTensor(model.Inputs[at].Element, shape))];
        _outputs = [.. outputs.Select((shape, at) => new OnnxTensor(model.Outputs[at].Element, shape))];
        _names = [.. model.Inputs.Concat(model.Outputs).Select(port => Marshal.StringToCoTaskMemUTF8(port.Name))];
    }

    /// <summary>For a model whose shapes are all fixed.</summary>
    public OnnxCall(OnnxModel model)
        : this(model, [.. model.Inputs.Select(Fixed)], [.. model.Outputs.Select(Fixed)])
    {
    }

    public Span<float> Input(int at = 0) => _inputs[at].As<float>();

    public Span<long> WholeInput(int at) => _inputs[at].As<long>();

    public ReadOnlySpan<float> Output(int at = 0) => _outputs[at].As<float>();

    public ReadOnlySpan<long> WholeOutput(int at = 0) => _outputs[at].As<long>();

    /// <exception cref="OnnxException">The shapes do not fit the model after all.</exception>
    public void Run()
    {
        var held = false;
        _model.Session.DangerousAddRef(ref held);
        try { RunHeld(); }
        finally { _model.Session.DangerousRelease(); }
    }

    public void Dispose()
    {
        foreach (var tensor in _inputs.Concat(_outputs)) { tensor.Dispose(); }
        for (var at = 0; at < _names.Length; at++)
        {
            Marshal.FreeCoTaskMem(_names[at]);
            _names[at] = 0;
        }
    }

    private void RunHeld()
    {
        var values = stackalloc nint[_inputs.Length + _outputs.Length];
        for (var at = 0; at < _inputs.Length; at++) { values[at] = _inputs[at].DangerousGetHandle(); }
        for (var at = 0; at < _outputs.Length; at++) { values[_inputs.Length + at] = _outputs[at].DangerousGetHandle(); }
        fixed (nint* names = _names)
        {
            _library.Api.Check(_library.Api.Run(
                _model.Session.DangerousGetHandle(), 0, (byte**)names, values, (nuint)_inputs.Length,
                (byte**)(names + _inputs.Length), (nuint)_outputs.Length, values + _inputs.Length));
        }

        GC.KeepAlive(this);
    }

    private static long[] Fixed(OnnxPort port) => port.Shape.All(side => side > 0)
        ? [.. port.Shape]
        : throw new OnnxException($"{port.Name} has a free dimension: say which shape is meant");

    private static void Fit(IReadOnlyList<OnnxPort> ports, long[][] shapes, string verb)
    {
        var wanted = string.Join(", ", ports.Select(port => $"{port.Name} {port.Element} [{string.Join('×', port.Shape)}]"));
        var fits = ports.Count == shapes.Length && ports.Zip(shapes).All(pair => pair.First.Element is not OnnxElement.Other
            && pair.First.Shape.Count == pair.Second.Length
            && pair.First.Shape.Zip(pair.Second).All(side => side.First <= 0 || side.First == side.Second));
        if (!fits) { throw new OnnxException($"the model {verb} {wanted}, which is not what is asked of it"); }
    }
}
