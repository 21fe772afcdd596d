using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;

namespace Chat.Native.Files;

/// <summary>The PostgreSQL that npm brought for this machine. Its install script never runs, so its work is done here.</summary>
public static class PostgresPackage
{
    public static string? Platform => (RuntimeInformation.OSArchitecture, Os) switch
    {
        (Architecture.X64, { } os) => $"{os}-x64",
        (Architecture.Arm64, { } os and not "windows") => $"{os}-arm64",
        _ => null,
    };

    /// <summary>The folder with <c>bin</c>, <c>lib</c> and <c>share</c>, or null when it was not brought.</summary>
    public static string? Find()
    {
        if (Platform is null || NativeFiles.Package($"@embedded-postgres/{Platform}") is not { } package) { return null; }
        Prepare(package);
        return Path.Combine(package, "native");
    }

    private static string? Os =>
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "windows" : null;

    internal static void Prepare(string package)
    {
        if (OperatingSystem.IsWindows()) { return; }
        MakeExecutable(Path.Combine(package, "native", "bin"));
        MakeLinks(package);
    }

    [UnsupportedOSPlatform("windows")]
    private static void MakeExecutable(string bin)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var program in Directory.EnumerateFiles(bin))
        {
            var mode = File.GetUnixFileMode(program);
            if (!mode.HasFlag(UnixFileMode.UserExecute)) { File.SetUnixFileMode(program, mode | execute); }
        }
    }

    /// <summary>npm packs no symbolic links; the package lists them instead.</summary>
    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list)) { return; }
        using var json = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var entry in json.RootElement.EnumerateArray())
        {
            var source = Path.Combine(package, entry.GetProperty("source").GetString()!);
            var link = Path.Combine(package, entry.GetProperty("target").GetString()!);
            if (!File.Exists(link)) { MakeLink(link, source); }
        }
    }

    private static void MakeLink(string link, string source)
    {
        // Relative, so that the folder can be copied elsewhere. A start beside this one may have been quicker.
        try { File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, source)); }
        catch (IOException) when (File.Exists(link)) { }
    }
}
