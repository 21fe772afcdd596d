using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Chat.Data.Postgres;

/// <summary>What a running PostgreSQL writes about itself into <c>postmaster.pid</c> — or what a killed one left there.</summary>
internal sealed record PostmasterFile(int ProcessId, ServerAddress Address, string Status)
{
    public bool IsReady => Status == "ready";

    public static PostmasterFile? Read(string cluster)
    {
        try { return Parse(File.ReadAllLines(PathIn(cluster))); }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException) { return null; }
    }

    public static void Remove(string cluster) => File.Delete(PathIn(cluster));

    /// <summary>Lines: process, data directory, start, port, socket folder, listen address, shared memory, status.</summary>
    private static PostmasterFile? Parse(string[] lines)
    {
        if (lines.Length == 0 || !int.TryParse(lines[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var process)) { return null; }
        var port = Line(lines, 3) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var host = Line(lines, 4) is { Length: > 0 } socket ? socket : Line(lines, 5);
        return new(process, new(host, port), Line(lines, 7));
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index].Trim() : "";

    private static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Whether its process still runs and is a PostgreSQL on <paramref name="cluster"/>: numbers are given again to others.</summary>
    public bool IsRunning(string cluster)
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            if (process.HasExited || process.ProcessName != "postgres") { return false; }
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or Win32Exception) { return false; }

        // Elsewhere the name has to do.
        return !OperatingSystem.IsLinux() || WasStartedOn(cluster);
    }

    /// <summary>
    /// By its command line, which root may read in a container too, where its working directory may be hidden.
    /// A process that ended and that nobody has reaped has none.
    /// </summary>
    private bool WasStartedOn(string cluster)
    {
        try { return File.ReadAllText($"/proc/{ProcessId}/cmdline").Split('\0').Contains(cluster, StringComparer.Ordinal); }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException) { return false; }
    }
}
