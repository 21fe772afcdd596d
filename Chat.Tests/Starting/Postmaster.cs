using System.Diagnostics;
using System.Globalization;
using Chat.Core.Data;
using Chat.Tests.Running;

namespace Chat.Tests.Starting;

/// <summary>The PostgreSQL process that a data directory says is its own.</summary>
internal sealed record Postmaster(int Id)
{
    public bool IsAlive
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                return !process.HasExited;
            }
            catch (ArgumentException) { return false; }
        }
    }

    /// <summary>Its files are gone a moment before the process is.</summary>
    public async Task EndedAsync()
    {
        using var patience = new CancellationTokenSource(Waiting.Limit);
        try
        {
            using var process = Process.GetProcessById(Id);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (ArgumentException)
        {
            // There is no such process any more.
        }
    }

    public static Postmaster Of(string data)
    {
        var cluster = new DataDirectory(data).Postgres;
        return new(int.Parse(File.ReadLines(Path.Combine(cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture));
    }
}
