using Chat.Core.Results;
using Chat.Native.Files;

namespace Chat.Data.Postgres;

/// <summary>One installed PostgreSQL: the folder that holds its programs, and its version.</summary>
internal sealed record PostgresBinaries(string Bin, int Major, string Version)
{
    public string InitDb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    public string Postgres => Program("postgres");

    /// <summary>The oldest whose dialect is used here.</summary>
    private const int OldestMajor = 15;

    /// <summary>The one that npm brought, else the newest that is installed. A cluster opens only with the major that made it.</summary>
    public static Task<PostgresBinaries> FindAsync(int? major, CancellationToken cancellationToken) => FindAsync(major, Folders(), cancellationToken);

    public static async Task<PostgresBinaries> FindAsync(int? major, IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        var seen = new List<PostgresBinaries>();
        foreach (var folder in folders.Where(IsComplete))
        {
            if (await ReadVersionAsync(folder, cancellationToken) is not { } found || found.Major < OldestMajor) { continue; }
            if (major is null || found.Major == major) { return found; }
            seen.Add(found);
        }

        throw new StartupProblem(seen.Count == 0 ? NoneFound : WrongMajor(major, seen));
    }

    private string Program(string name) => Path.Combine(Bin, ProgramFile(name));

    private const string NoneFound =
        "No PostgreSQL was found: run 'npm ci --ignore-scripts' in the folder native, install PostgreSQL 15 or newer, "
        + "or set Chat:Database to the connection string of a PostgreSQL of yours.";

    private static string WrongMajor(int? major, List<PostgresBinaries> seen) =>
        $"The database was made by PostgreSQL {major}, but only {string.Join(", ", seen.Select(s => s.Version))} was found: "
        + $"install PostgreSQL {major}, or dump the database with it and load it into a new data directory.";

    private static IEnumerable<string> Folders()
    {
        if (PostgresPackage.Find() is { } package) { yield return Path.Combine(package, "bin"); }

        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        foreach (var folder in installed.OrderByDescending(f => int.TryParse(Path.GetFileName(f), out var n) ? n : 0))
        {
            yield return Path.Combine(folder, "bin");
        }

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) { yield return folder; }
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, ProgramFile("initdb")))
        && File.Exists(Path.Combine(folder, ProgramFile("pg_ctl")))
        && File.Exists(Path.Combine(folder, ProgramFile("postgres")));

    private static string ProgramFile(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    /// <summary>"postgres (PostgreSQL) 18.4 (Debian …)"; null for what does not run here.</summary>
    private static async Task<PostgresBinaries?> ReadVersionAsync(string folder, CancellationToken cancellationToken)
    {
        var run = await PostgresProgram.RunAsync(Path.Combine(folder, ProgramFile("postgres")), ["--version"], user: null, cancellationToken);
        if (run.ExitCode != 0) { return null; }
        var version = run.Output.Split(' ', StringSplitOptions.TrimEntries).SkipWhile(word => word != "(PostgreSQL)").Skip(1).FirstOrDefault();
        var digits = new string([.. (version ?? "").TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, out var major) ? new(folder, major, version!) : null;
    }
}
