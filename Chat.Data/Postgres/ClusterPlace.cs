using System.Security.Cryptography;
using System.Text;
using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Data.Files;
using Chat.Native.Files;

namespace Chat.Data.Postgres;

/// <summary>
/// Where the cluster lies and whose it is. Beside everything else in the data directory, unless root runs the server and the user
/// that PostgreSQL then runs as cannot get there. The choice is kept in <c>postgres.location</c>: the folder, then the user.
/// </summary>
internal sealed record ClusterPlace(string Cluster, UnixOwner? User)
{
    public const string SharedFolder = "/var/lib/chat";

    public string? UserName => User?.Name;

    public bool IsMade => File.Exists(Path.Combine(Cluster, "PG_VERSION"));

    public int? Major =>
        IsMade && int.TryParse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")).Trim(), out var major) ? major : null;

    /// <summary>The place chosen before, if any; its user is null when this process may not choose one.</summary>
    public static ClusterPlace? Recall(DataDirectory data)
    {
        if (!File.Exists(LocationFile(data))) { return null; }
        var lines = File.ReadAllLines(LocationFile(data));
        var user = Environment.IsPrivilegedProcess && lines.Length > 1 ? UnixOwner.Find(lines[1]) : null;
        return new(Path.Combine(data.Root, lines[0]), user ?? Unprivileged());
    }

    /// <summary>Chooses and remembers. <paramref name="canEnter"/> says whether a user gets into a folder.</summary>
    public static async Task<ClusterPlace> ChooseAsync(DataDirectory data, Func<UnixOwner, string, Task<bool>> canEnter)
    {
        var user = Unprivileged();
        var reachable = user is null || await canEnter(user, data.Root);
        var place = new ClusterPlace(reachable ? data.Postgres : Elsewhere(data), user);

        // Relative where it can be, so that a copied data directory finds its own cluster.
        var folder = reachable ? Path.GetRelativePath(data.Root, place.Cluster) : place.Cluster;
        OwnedFile.Write(LocationFile(data), $"{folder}\n{user?.Name ?? Environment.UserName}\n", owner: null);
        return place;
    }

    private static string LocationFile(DataDirectory data) => data.Postgres + ".location";

    /// <summary>PostgreSQL refuses root. Null when this process is not root.</summary>
    private static UnixOwner? Unprivileged()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) { return null; }
        return UnixOwner.Find("postgres") ?? UnixOwner.Find("nobody") ?? throw new StartupProblem(
            "PostgreSQL does not run as root and this machine has no user 'postgres' or 'nobody': make one, run the server as "
            + "another user, or set Chat:Database to the connection string of a PostgreSQL of yours.");
    }

    private static string Elsewhere(DataDirectory data)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.Root)))[..12];
        var folder = Path.Combine(SharedFolder, hash);

        // Left by a data directory of the same name that was deleted: not ours to open, nor to delete.
        for (var n = 2; Directory.Exists(folder); n++) { folder = Path.Combine(SharedFolder, $"{hash}-{n}"); }
        SharedFolders.Make(folder);
        return Path.Combine(folder, "postgres");
    }
}
