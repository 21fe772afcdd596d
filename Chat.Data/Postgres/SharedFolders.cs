using Chat.Core.Results;

namespace Chat.Data.Postgres;

/// <summary>Folders that root makes and that any user may pass through, each step of the way.</summary>
internal static class SharedFolders
{
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(folder)) { return; }
        try
        {
            if (Path.GetDirectoryName(folder) is { } parent) { Make(parent); }
            Directory.CreateDirectory(folder);

            // Said after the fact, because a strict umask would have taken it away.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem(
                $"PostgreSQL does not run as root, its user cannot get into the data directory, and {folder} cannot be made: "
                + "set Chat:Data:Directory to a folder that every user may pass through, or run the server as another user.", failure);
        }
    }
}
