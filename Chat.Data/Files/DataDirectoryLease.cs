using System.Runtime.Versioning;
using Chat.Core.Data;
using Chat.Core.Results;

namespace Chat.Data.Files;

/// <summary>The data directory, made ready and held by this process alone; the system lets go of it even after a kill.</summary>
internal sealed class DataDirectoryLease : IDisposable
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // PostgreSQL does not run as root, and its user must get through to its own folder inside.
    private const UnixFileMode OthersPassThrough = OwnerAlone | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    private DataDirectoryLease(FileStream held) => _lock = held;

    public static DataDirectoryLease Take(DataDirectory data)
    {
        try
        {
            Make(data);
            return new(Lock(data));
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new StartupProblem(
                $"The data directory {data.Root} cannot be written ({failure.Message.TrimEnd('.')}): "
                + "give this user the right to it, or set Chat:Data:Directory to another place.", failure);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void Make(DataDirectory data)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(data.Secrets);
            Directory.CreateDirectory(data.Files);
            return;
        }

        MakeOnUnix(data);
    }

    [UnsupportedOSPlatform("windows")]
    private static void MakeOnUnix(DataDirectory data)
    {
        // The rights of a folder that an operator made are theirs to choose; what lies below them is ours.
        if (!Directory.Exists(data.Root))
        {
            Directory.CreateDirectory(data.Root);
            File.SetUnixFileMode(data.Root, Environment.IsPrivilegedProcess ? OthersPassThrough : OwnerAlone);
        }

        foreach (var folder in (string[])[data.Secrets, data.Files])
        {
            Directory.CreateDirectory(folder, OwnerAlone);
            File.SetUnixFileMode(folder, OwnerAlone);
        }
    }

    private static FileStream Lock(DataDirectory data)
    {
        var path = Path.Combine(data.Root, "lock");
        try { return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new StartupProblem(
                $"Another Chat server uses the data directory {data.Root}: stop it, or set Chat:Data:Directory to another place.", failure);
        }
    }
}
