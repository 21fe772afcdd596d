namespace Chat.Native.Onnx;

/// <summary>How a model is run.</summary>
/// <param name="Threads">Of one run. With many runs at once, one is best.</param>
/// <param name="Cuda">Asked for a graphics card; where that fails the processor does it.</param>
public sealed record OnnxOptions(int Threads = 1, bool Cuda = false);

/// <summary>What a model takes or gives. A dimension that is free is -1.</summary>
public sealed record OnnxPort(string Name, OnnxElement Element, IReadOnlyList<long> Shape);

/// <summary>Numbers as the C API has them; only these are handled here.</summary>
public enum OnnxElement
{
    Other = 0,
    Float = 1,
    Int64 = 7,
}
