namespace Chat.Native.Onnx;

/// <summary>The functions of ONNX Runtime's C API that Chat calls, by their place in its table. A place never changes: new ones are added at its end.</summary>
/// <remarks>Source: <c>struct OrtApi</c> in onnxruntime_c_api.h. Every <c>nint</c> answered here is a status: zero when all is well.</remarks>
internal sealed unsafe class OnnxApi(nint* table)
{
    /// <summary>The table of 1.17, whose every function this class needs; newer libraries answer it too.</summary>
    public const uint Version = 17;

    public readonly delegate* unmanaged[Cdecl]<nint, byte*> ErrorMessage = (delegate* unmanaged[Cdecl]<nint, byte*>)table[2];

    public readonly delegate* unmanaged[Cdecl]<int, byte*, nint*, nint> CreateEnvironment =
        (delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)table[3];

    public readonly delegate* unmanaged[Cdecl]<nint, nint> DisableTelemetry = (delegate* unmanaged[Cdecl]<nint, nint>)table[6];

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint> CreateSessionFromArray =
        (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint>)table[8];

    public readonly delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =
        (delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)table[9];

    public readonly delegate* unmanaged[Cdecl]<nint*, nint> CreateOptions = (delegate* unmanaged[Cdecl]<nint*, nint>)table[10];

    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetLogLevel = (delegate* unmanaged[Cdecl]<nint, int, nint>)table[22];

    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetOptimization = (delegate* unmanaged[Cdecl]<nint, int, nint>)table[23];

    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetThreads = (delegate* unmanaged[Cdecl]<nint, int, nint>)table[24];

    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> InputCount = (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)table[30];

    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> OutputCount = (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)table[31];

    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> InputType =
        (delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)table[33];

    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> OutputType =
        (delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)table[34];

    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> InputName =
        (delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint>)table[36];

    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> OutputName =
        (delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint>)table[37];

    public readonly delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensor =
        (delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)table[49];

    /// <summary>The answer belongs to the type it was cast from.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> TypeAsTensor = (delegate* unmanaged[Cdecl]<nint, nint*, nint>)table[55];

    public readonly delegate* unmanaged[Cdecl]<nint, int*, nint> ElementType = (delegate* unmanaged[Cdecl]<nint, int*, nint>)table[60];

    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> DimensionCount = (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)table[61];

    public readonly delegate* unmanaged[Cdecl]<nint, long*, nuint, nint> Dimensions =
        (delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)table[62];

    public readonly delegate* unmanaged[Cdecl]<int, int, nint*, nint> CreateCpuMemory =
        (delegate* unmanaged[Cdecl]<int, int, nint*, nint>)table[69];

    public readonly delegate* unmanaged[Cdecl]<nint, void*, nint> FreeIn = (delegate* unmanaged[Cdecl]<nint, void*, nint>)table[76];

    public readonly delegate* unmanaged[Cdecl]<nint*, nint> DefaultAllocator = (delegate* unmanaged[Cdecl]<nint*, nint>)table[78];

    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseStatus = (delegate* unmanaged[Cdecl]<nint, void>)table[93];

    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseSession = (delegate* unmanaged[Cdecl]<nint, void>)table[95];

    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseValue = (delegate* unmanaged[Cdecl]<nint, void>)table[96];

    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseType = (delegate* unmanaged[Cdecl]<nint, void>)table[98];

    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseOptions = (delegate* unmanaged[Cdecl]<nint, void>)table[100];

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> AddConfig =
        (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)table[130];

    public readonly delegate* unmanaged[Cdecl]<nint, CudaOptions*, nint> UseCuda =
        (delegate* unmanaged[Cdecl]<nint, CudaOptions*, nint>)table[152];

    /// <summary>Throws what a call answered, and gives the answer back to the library.</summary>
    public void Check(nint status)
    {
        if (status == 0) { return; }
        var said = new string((sbyte*)ErrorMessage(status));
        ReleaseStatus(status);
        throw new OnnxException(said.ReplaceLineEndings("; "));
    }

    /// <summary><c>OrtCUDAProviderOptions</c>: all zero means device 0, but for these two.</summary>
    public struct CudaOptions
    {
        public int Device;
        public int Search;
        public nuint MemoryLimit;
        public int Extend;
        public int CopyInDefaultStream;
        public int HasStream;
        public nint Stream;
        public nint Arena;
    }
}
