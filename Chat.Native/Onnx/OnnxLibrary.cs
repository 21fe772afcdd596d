using System.Runtime.InteropServices;
using Chat.Native.Files;

namespace Chat.Native.Onnx;

/// <summary>Finds and loads ONNX Runtime once for the process. Nothing throws when it is missing.</summary>
internal sealed unsafe class OnnxLibrary
{
    /// <summary>What goes wrong is thrown and logged by Chat; the library would write it to the standard error as well.</summary>
    public const int OnlyFatal = 4;

    private static readonly Lazy<(OnnxLibrary? Library, string? WhyNot)> Loaded = new(() => Load(PackageName()));

    private OnnxLibrary(OnnxApi api)
    {
        Api = api;
        nint made;
        fixed (byte* name = "chat"u8) { api.Check(api.CreateEnvironment(OnlyFatal, name, &made)); }
        Environment = made;
        api.Check(api.DisableTelemetry(Environment));

        // Memory that the caller allocated: allocator kind 0 (device), memory kind 0 (default).
        api.Check(api.CreateCpuMemory(0, 0, &made));
        CpuMemory = made;
        api.Check(api.DefaultAllocator(&made));
        Allocator = made;
    }

    public static string? WhyNot => Loaded.Value.WhyNot;

    public static OnnxLibrary Required => Loaded.Value.Library ?? throw new OnnxException(WhyNot!);

    public OnnxApi Api { get; }

    public nint Environment { get; }

    public nint CpuMemory { get; }

    public nint Allocator { get; }

    internal static (OnnxLibrary? Library, string? WhyNot) Load(string package)
    {
        if (FindFile(package) is not { } file)
        {
            return (null, $"models need ONNX Runtime, and {package} is not there: run \"npm ci\" in the folder native");
        }

        try
        {
            var begin = (delegate* unmanaged[Cdecl]<nint*>)NativeLibrary.GetExport(NativeLibrary.Load(file), "OrtGetApiBase");
            var table = ((delegate* unmanaged[Cdecl]<uint, nint*>)begin()[0])(OnnxApi.Version);
            return table is null
                ? (null, $"ONNX Runtime in {package} is too old for Chat")
                : (new OnnxLibrary(new(table)), null);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or OnnxException)
        {
            return (null, $"ONNX Runtime in {package} could not be loaded: {failure.Message}");
        }
    }

    private static string PackageName()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "win" : "linux";
        var processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return $"sherpa-onnx-{system}-{processor}";
    }

    private static string? FindFile(string package)
    {
        if (NativeFiles.Package(package) is not { } folder) { return null; }
        var pattern = OperatingSystem.IsMacOS() ? "libonnxruntime*.dylib" : OperatingSystem.IsWindows() ? "onnxruntime.dll" : "libonnxruntime.so*";
        return Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
