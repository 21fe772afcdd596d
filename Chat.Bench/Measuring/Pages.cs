using System.Globalization;
using System.Runtime.InteropServices;

namespace Chat.Bench.Measuring;

/// <summary>Where the benches write what they found.</summary>
internal static class Pages
{
    public static string Repository { get; } = FindRepository();

    /// <summary>The machine in words: what a reader must know to weigh the figures.</summary>
    public static string Machine
    {
        get
        {
            var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
            return string.Create(CultureInfo.InvariantCulture,
                $"{DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, for servers, database and load together; load average at the end {load}.");
        }
    }

    public static void Write(string name, string page)
    {
        Console.WriteLine(page);
        var file = Path.Combine(Repository, "docs", "benchmarks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, page.ReplaceLineEndings("\n"));
    }

    private static string FindRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Chat.sln"))) { return at.FullName; }
        }

        throw new DirectoryNotFoundException("The repository is not above the bench.");
    }
}
