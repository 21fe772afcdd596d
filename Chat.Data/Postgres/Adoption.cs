using Chat.Core.Results;
using Microsoft.Extensions.Logging;

namespace Chat.Data.Postgres;

/// <summary>A server that was killed leaves its PostgreSQL running. It is found by what it wrote down, asked, and taken over.</summary>
internal static class Adoption
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Null when nothing runs on the cluster any more, and the way to start one is free.</summary>
    public static async Task<ServerAddress?> TryAsync(
        string cluster, string password, Postmaster postmaster, ILogger logger, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (PostmasterFile.Read(cluster) is { } left)
        {
            if (!left.IsRunning(cluster))
            {
                // PostgreSQL itself would refuse when another program of this user has the old process's number by now.
                PostmasterFile.Remove(cluster);
                return null;
            }

            if (left.IsReady && await PostgresLogin.IsOursAsync(left.Address, password, cluster, cancellationToken)) { return left.Address; }
            if (left.IsReady || TimeProvider.System.GetElapsedTime(until) > Patience)
            {
                return await MakeWayAsync(left, cluster, postmaster, logger);
            }

            // It is just starting or stopping.
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return null;
    }

    /// <summary>It is on our cluster but does not let us in (another password, no connection left): begin again with one that does.</summary>
    private static async Task<ServerAddress?> MakeWayAsync(PostmasterFile left, string cluster, Postmaster postmaster, ILogger logger)
    {
        logger.PostgresReplaced(left.ProcessId);
        if (await postmaster.StopAsync("fast", Patience)) { return null; }
        throw new StartupProblem(
            $"A PostgreSQL (process {left.ProcessId}) still runs on {cluster}, and neither answers nor stops: stop it with 'kill -QUIT {left.ProcessId}'.");
    }
}
