using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chat.Native.Files;

namespace Chat.Native.Pictures;

/// <summary>Finds, loads and sets up libvips once for the process. Nothing throws when it is missing.</summary>
internal static class VipsLibrary
{
    private static readonly Lazy<(VipsApi? Api, string? WhyNot)> Loaded = new(() => Load(PackageName()));

    public static VipsApi? Api => Loaded.Value.Api;

    /// <summary>A sentence for the operator, or null when the library is ready.</summary>
    public static string? WhyNot => Loaded.Value.WhyNot;

    public static VipsApi Required => Api ?? throw new VipsException(WhyNot!);

    internal static (VipsApi? Api, string? WhyNot) Load(string package)
    {
        if (FindFile(package) is not { } file)
        {
            return (null, $"pictures need libvips, and {package} is not there: run \"npm ci\" in the folder native");
        }

        try
        {
            var api = new VipsApi(NativeLibrary.Load(file));
            return SetUp(api) ? (api, null) : (null, $"libvips in {package} did not start: {TakeError(api)}");
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return (null, $"libvips in {package} could not be loaded: {failure.Message}");
        }
    }

    /// <summary>Everything libvips reported since the last time, on one line.</summary>
    public static unsafe string TakeError(VipsApi api)
    {
        var text = api.ErrorBufferCopy();
        try { return Marshal.PtrToStringUTF8((nint)text)?.Trim().ReplaceLineEndings("; ") is { Length: > 0 } said ? said : "no reason given"; }
        finally { api.Free(text); }
    }

    private static unsafe bool SetUp(VipsApi api)
    {
        fixed (byte* program = "chat"u8, domain = "VIPS"u8)
        {
            if (api.Init(program) != 0) { return false; }

            // Warnings about hostile pictures would otherwise fill the standard error: level mask 0x10 is a warning.
            api.LogSetHandler(domain, 0x10, &Unheard, null);
        }

        // Many pictures at once are better than many threads on one; results are never asked for twice.
        api.ConcurrencySet(1);
        api.CacheSetMax(0);
        AllowOnlyWebPictures(api);
        return true;
    }

    /// <summary>The fewer decoders a stranger's bytes can reach, the better: all are shut, then five are opened.</summary>
    private static unsafe void AllowOnlyWebPictures(VipsApi api)
    {
        fixed (byte* all = "VipsForeignLoad"u8, jpeg = "VipsForeignLoadJpeg"u8, png = "VipsForeignLoadPng"u8,
               gif = "VipsForeignLoadNsgif"u8, webp = "VipsForeignLoadWebp"u8, heif = "VipsForeignLoadHeif"u8)
        {
            api.OperationBlockSet(all, 1);
            foreach (var allowed in (ReadOnlySpan<nint>)[(nint)jpeg, (nint)png, (nint)gif, (nint)webp, (nint)heif])
            {
                api.OperationBlockSet((byte*)allowed, 0);
            }
        }

        api.BlockUntrustedSet(1);
    }

    private static string PackageName()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "win32" : "linux";
        var processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return $"@img/sharp-libvips-{system}-{processor}";
    }

    private static string? FindFile(string package)
    {
        if (NativeFiles.Package(package) is not { } folder) { return null; }
        var libraries = Path.Combine(folder, "lib");
        return Directory.Exists(libraries)
            ? Directory.EnumerateFiles(libraries, OperatingSystem.IsMacOS() ? "libvips-cpp*.dylib" : "libvips-cpp.so*").FirstOrDefault()
            : null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Unheard(byte* domain, int level, byte* message, void* user)
    {
    }
}
