using System.Globalization;
using Chat.Core.Results;
using Chat.Data.Files;

namespace Chat.Data.Postgres;

/// <summary>Starts and stops the PostgreSQL of one cluster.</summary>
internal sealed class Postmaster(ClusterPlace place, PostgresBinaries binaries, PostgresSettings settings)
{
    // Crash recovery reads up to max_wal_size; a slow disk needs its time.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    // Between choosing a free port and listening on it, another program may take it.
    private const int PortAttempts = 3;

    public string LogFile => Path.Combine(place.Cluster, "server.log");

    /// <summary>
    /// pg_ctl gives it a session of its own, so that Ctrl-C in the terminal reaches this program alone, which then stops it in order.
    /// Not cancelled half way: it would run on without anyone who stops it.
    /// </summary>
    public async Task<ServerAddress> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = ServerAddress.Choose(place.Cluster);
            OwnedFile.Write(Path.Combine(place.Cluster, "postgresql.conf"), settings.ToText(address), place.User);
            KeepOneOldLog();
            if ((await ControlAsync("start", StartLimit, "-l", LogFile)).ExitCode == 0) { return address; }
            if (!address.IsSocket && attempt < PortAttempts) { continue; }
            throw new StartupProblem($"PostgreSQL did not start on {place.Cluster}: {LastLines.OfFile(LogFile)}");
        }
    }

    /// <summary>Answers whether it went in the given time. Fast: transactions under way are rolled back, what is committed is kept.</summary>
    public async Task<bool> StopAsync(string mode, TimeSpan limit) =>
        (await ControlAsync("stop", limit, "-m", mode)).ExitCode == 0;

    private Task<ProgramRun> ControlAsync(string verb, TimeSpan limit, params string[] arguments)
    {
        var seconds = ((int)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return PostgresProgram.RunAsync(
            binaries.PgCtl, [verb, "-s", "-w", "-t", seconds, "-D", place.Cluster, .. arguments], place.UserName, CancellationToken.None);
    }

    private void KeepOneOldLog()
    {
        if (File.Exists(LogFile)) { File.Move(LogFile, LogFile + ".1", overwrite: true); }
    }
}
