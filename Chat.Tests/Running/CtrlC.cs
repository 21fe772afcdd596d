using System.Diagnostics;
using System.Globalization;

namespace Chat.Tests.Running;

/// <summary>Programs hear Ctrl-C also where the tests do not: whatever a script starts in the background begins deaf to it, with all its children.</summary>
internal static class CtrlC
{
    private const ulong Interrupt = 1 << (2 - 1);

    private static readonly bool s_isDeaf = OperatingSystem.IsLinux() && (Ignored() & Interrupt) is not 0;

    public static ProcessStartInfo HeardBy(string program) => s_isDeaf ? new("env", ["--default-signal=INT", program]) : new(program);

    private static ulong Ignored()
    {
        const string Name = "SigIgn:";
        var line = File.ReadLines("/proc/self/status").First(one => one.StartsWith(Name, StringComparison.Ordinal));
        return ulong.Parse(line.AsSpan(Name.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
