using Chat.Core.Results;
using Chat.Native.Files;

namespace Chat.Data.Postgres;

/// <summary>PostgreSQL's programs where the user they run as can get at them: where they are, or a copy, once a version.</summary>
internal static class ReachableBinaries
{
    public static async Task<PostgresBinaries> ForAsync(
        UnixOwner? user, PostgresBinaries found, CancellationToken cancellationToken, string sharedFolder = ClusterPlace.SharedFolder)
    {
        if (user is null || await RunsAsync(found, user, cancellationToken)) { return found; }
        var copy = Path.Combine(sharedFolder, $"postgresql-{found.Version}");
        if (!Directory.Exists(copy)) { Copy(Path.GetDirectoryName(found.Bin)!, copy); }
        var copied = found with { Bin = Path.Combine(copy, "bin") };
        return await RunsAsync(copied, user, cancellationToken) ? copied : throw new StartupProblem(
            $"PostgreSQL does not run as root, and its user '{user.Name}' can run it neither in {found.Bin} nor in {copied.Bin}: "
            + "run the server as another user, or set Chat:Database to the connection string of a PostgreSQL of yours.");
    }

    public static async Task<bool> CanEnterAsync(
        PostgresBinaries binaries, UnixOwner user, string folder, CancellationToken cancellationToken) =>
        (await PostgresProgram.RunInAsync(folder, binaries.Postgres, ["--version"], user.Name, cancellationToken)).ExitCode == 0;

    /// <summary>Asked by doing it: rights, links and mount options decide together.</summary>
    private static Task<bool> RunsAsync(PostgresBinaries binaries, UnixOwner user, CancellationToken cancellationToken) =>
        CanEnterAsync(binaries, user, binaries.Bin, cancellationToken);

    private static void Copy(string from, string to)
    {
        SharedFolders.Make(Path.GetDirectoryName(to)!);
        var draft = $"{to}.{Guid.NewGuid():N}";
        CopyFolder(from, draft);
        try { Directory.Move(draft, to); }
        catch (IOException) when (Directory.Exists(to)) { Directory.Delete(draft, recursive: true); }
    }

    private static void CopyFolder(string from, string to)
    {
        SharedFolders.Make(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link) { File.CreateSymbolicLink(target, link); }
            else if (entry is DirectoryInfo) { CopyFolder(entry.FullName, target); }
            else { CopyFile(entry.FullName, target); }
        }
    }

    private static void CopyFile(string from, string to)
    {
        File.Copy(from, to);
        if (OperatingSystem.IsWindows()) { return; }
        const UnixFileMode read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode execute = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var mode = File.GetUnixFileMode(to);
        File.SetUnixFileMode(to, mode.HasFlag(UnixFileMode.UserExecute) ? mode | read | execute : mode | read);
    }
}
