using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Native.Files;

namespace Chat.Data.Postgres;

/// <summary>Which cluster a data directory has, or will have, and the programs that fit it.</summary>
internal static class PreparedCluster
{
    public static async Task<(ClusterPlace Place, PostgresBinaries Binaries)> FindAsync(DataDirectory data, CancellationToken cancellationToken)
    {
        CheckPath(data);
        if (ClusterPlace.Recall(data) is { } known)
        {
            CheckContent(known);
            return (known, await ProgramsAsync(known.User, known.Major, cancellationToken));
        }

        PostgresBinaries? binaries = null;
        var place = await ClusterPlace.ChooseAsync(data, async (user, folder) =>
        {
            binaries = await ProgramsAsync(user, null, cancellationToken);
            return await ReachableBinaries.CanEnterAsync(binaries, user, folder, cancellationToken);
        });
        CheckContent(place);
        return (place, place.Major is null && binaries is not null ? binaries : await ProgramsAsync(place.User, place.Major, cancellationToken));
    }

    private static async Task<PostgresBinaries> ProgramsAsync(UnixOwner? user, int? major, CancellationToken cancellationToken) =>
        await ReachableBinaries.ForAsync(user, await PostgresBinaries.FindAsync(major, cancellationToken), cancellationToken);

    /// <summary>pg_ctl starts PostgreSQL through a shell and puts paths between double quotes.</summary>
    private static void CheckPath(DataDirectory data)
    {
        if (OperatingSystem.IsWindows() || data.Root.AsSpan().IndexOfAny("\"$`\\\n") < 0) { return; }
        throw new StartupProblem(
            $"PostgreSQL's tools cannot use the path {data.Root}: set Chat:Data:Directory to a path without \", $, ` and \\.");
    }

    private static void CheckContent(ClusterPlace place)
    {
        if (place.IsMade || !Directory.Exists(place.Cluster)) { return; }
        throw new StartupProblem(
            $"{place.Cluster} holds no database that this user can read: run the server as the user who made it, or move it away.");
    }
}
