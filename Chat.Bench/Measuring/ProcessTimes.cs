using System.Globalization;

namespace Chat.Bench.Measuring;

/// <summary>What processes have used so far, from Linux's <c>/proc</c>.</summary>
internal static class ProcessTimes
{
    /// <summary>The kernel counts in hundredths, whatever its own clock is.</summary>
    private const double TicksPerSecond = 100;

    public static TimeSpan Of(int processId)
    {
        var fields = Fields($"/proc/{processId}/stat");
        return TimeSpan.FromSeconds((Number(fields, 11) + Number(fields, 12)) / TicksPerSecond);
    }

    /// <summary>PostgreSQL is one process for each connection; what ended ones used, their parent has kept.</summary>
    public static TimeSpan OfFamily(int processId)
    {
        var own = Fields($"/proc/{processId}/stat");
        var ticks = Number(own, 11) + Number(own, 12) + Number(own, 13) + Number(own, 14);
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                var fields = Fields(Path.Combine(folder, "stat"));
                if (Number(fields, 1) == processId) { ticks += Number(fields, 11) + Number(fields, 12); }
            }
            catch (IOException) { }
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Resident, without what is only mapped from files and shared.</summary>
    public static long AnonymousBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(new string([.. line.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture) * 1024;
    }

    // After the name in brackets, which may hold anything: state, parent, …, user and system time, the same of ended children.
    private static string[] Fields(string file)
    {
        var text = File.ReadAllText(file);
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static long Number(string[] fields, int at) => long.Parse(fields[at], CultureInfo.InvariantCulture);
}
