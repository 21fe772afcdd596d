using System.Runtime.InteropServices;

namespace Chat.Native.Onnx;

/// <summary>One model, ready to run. Any number of threads may run it at once, each with an <see cref="OnnxCall"/> of its own.</summary>
public sealed unsafe class OnnxModel : IDisposable
{
    private const int AllOptimizations = 99;
    private readonly OnnxLibrary _library = OnnxLibrary.Required;
    private readonly OnnxSession _session = new();

    private OnnxModel()
    {
    }

    /// <summary>Why no model can be run here and what to do, or null when one can.</summary>
    public static string? WhyNot => OnnxLibrary.WhyNot;

    public IReadOnlyList<OnnxPort> Inputs { get; private set; } = [];

    public IReadOnlyList<OnnxPort> Outputs { get; private set; } = [];

    /// <summary>Why it runs on the processor although a graphics card was asked for; null when it runs where it was asked to.</summary>
    public string? FellBack { get; private set; }

    internal OnnxSession Session => _session;

    /// <exception cref="OnnxException">The bytes are no model that can be run.</exception>
    public static OnnxModel Open(ReadOnlySpan<byte> bytes, OnnxOptions options)
    {
        var model = new OnnxModel();
        try
        {
            model.Begin(bytes, options);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public void Dispose() => _session.Dispose();

    private void Begin(ReadOnlySpan<byte> bytes, OnnxOptions options)
    {
        if (options.Cuda)
        {
            try { _session.Take(Create(bytes, options)); }
            catch (OnnxException refused) { FellBack = refused.Message; }
        }

        if (_session.IsInvalid) { _session.Take(Create(bytes, options with { Cuda = false })); }
        Inputs = Ports(_library.Api.InputCount, _library.Api.InputName, _library.Api.InputType);
        Outputs = Ports(_library.Api.OutputCount, _library.Api.OutputName, _library.Api.OutputType);
    }

    private nint Create(ReadOnlySpan<byte> bytes, OnnxOptions options)
    {
        var api = _library.Api;
        nint settings, session;
        api.Check(api.CreateOptions(&settings));
        try
        {
            api.Check(api.SetThreads(settings, options.Threads));
            api.Check(api.SetOptimization(settings, AllOptimizations));
            api.Check(api.SetLogLevel(settings, OnnxLibrary.OnlyFatal));

            // Threads that wait for the next run by turning in circles would take the cores from other runs.
            fixed (byte* spinning = "session.intra_op.allow_spinning"u8, no = "0"u8) { api.Check(api.AddConfig(settings, spinning, no)); }
            if (options.Cuda) { UseCuda(settings); }
            fixed (byte* model = bytes)
            {
                api.Check(api.CreateSessionFromArray(_library.Environment, model, (nuint)bytes.Length, settings, &session));
            }

            return session;
        }
        finally { api.ReleaseOptions(settings); }
    }

    private void UseCuda(nint settings)
    {
        var cuda = new OnnxApi.CudaOptions { MemoryLimit = nuint.MaxValue, CopyInDefaultStream = 1 };
        _library.Api.Check(_library.Api.UseCuda(settings, &cuda));
    }

    private OnnxPort[] Ports(
        delegate* unmanaged[Cdecl]<nint, nuint*, nint> countOf, delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> nameOf,
        delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> typeOf)
    {
        nuint count;
        _library.Api.Check(countOf(_session.DangerousGetHandle(), &count));
        var ports = new OnnxPort[count];
        for (nuint at = 0; at < count; at++)
        {
            byte* name;
            _library.Api.Check(nameOf(_session.DangerousGetHandle(), at, _library.Allocator, &name));
            var text = Marshal.PtrToStringUTF8((nint)name)!;
            _library.Api.Check(_library.Api.FreeIn(_library.Allocator, name));
            ports[at] = Port(text, at, typeOf);
        }

        return ports;
    }

    private OnnxPort Port(string name, nuint at, delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> typeOf)
    {
        nint type, tensor;
        _library.Api.Check(typeOf(_session.DangerousGetHandle(), at, &type));
        try
        {
            _library.Api.Check(_library.Api.TypeAsTensor(type, &tensor));
            if (tensor == 0) { return new(name, OnnxElement.Other, []); }
            int element;
            nuint rank;
            _library.Api.Check(_library.Api.ElementType(tensor, &element));
            _library.Api.Check(_library.Api.DimensionCount(tensor, &rank));
            var shape = new long[rank];
            fixed (long* dimensions = shape) { _library.Api.Check(_library.Api.Dimensions(tensor, dimensions, rank)); }
            return new(name, element is 1 or 7 ? (OnnxElement)element : OnnxElement.Other, shape);
        }
        finally { _library.Api.ReleaseType(type); }
    }
}
