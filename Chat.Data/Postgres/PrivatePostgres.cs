using System.Diagnostics;
using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Data.Files;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Postgres;

/// <summary>The PostgreSQL of this server alone, under its data directory. One that a killed server left running is taken over.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    private readonly Postmaster _postmaster;
    private readonly ILogger _logger;
    private bool _isStopped;

    private PrivatePostgres(Postmaster postmaster, ClusterPlace place, string connectionString, bool isAdopted, ILogger logger)
    {
        (_postmaster, _logger) = (postmaster, logger);
        (Cluster, ConnectionString, IsAdopted) = (place.Cluster, connectionString, isAdopted);
        ProcessId = PostmasterFile.Read(place.Cluster)?.ProcessId ?? 0;
    }

    public string Cluster { get; }

    public string ConnectionString { get; }

    public bool IsAdopted { get; }

    public int ProcessId { get; }

    /// <summary>The caller holds the data directory's lease, so nobody else starts or stops anything here.</summary>
    public static async Task<PrivatePostgres> StartAsync(
        DataDirectory data, PostgresSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var (place, binaries) = await PreparedCluster.FindAsync(data, cancellationToken);
        var passwordFile = Path.Combine(data.Secrets, "postgres-password");
        if (place.IsMade && SecretFile.Read(passwordFile) is null)
        {
            throw new StartupProblem($"{passwordFile} is missing, and the database in {place.Cluster} opens with nothing else: "
                + "put it back from your backup, or begin with an empty data directory.");
        }

        var password = SecretFile.ReadOrMake(passwordFile);
        if (!place.IsMade)
        {
            await ClusterMaking.MakeAsync(place, binaries, password, settings.IsDurable, cancellationToken);
            logger.ClusterMade(binaries.Version, Stopwatch.GetElapsedTime(since));
        }

        return await OpenAsync(place, binaries, settings, password, logger, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isStopped) { return; }
        _isStopped = true;
        var since = Stopwatch.GetTimestamp();
        var isStopped = await _postmaster.StopAsync("fast", StopLimit) || await _postmaster.StopAsync("immediate", KillLimit);
        if (isStopped) { _logger.PostgresStopped(Stopwatch.GetElapsedTime(since)); }
        else { _logger.PostgresDidNotStop(ProcessId); }
    }

    /// <summary>Ends what runs on a data directory's cluster and deletes the cluster, wherever it lies. The caller holds the lease.</summary>
    public static async Task RemoveAsync(DataDirectory data)
    {
        if (ClusterPlace.Recall(data) is not { } place || !Directory.Exists(place.Cluster)) { return; }
        if (PostmasterFile.Read(place.Cluster) is { } left && left.IsRunning(place.Cluster))
        {
            var (_, binaries) = await PreparedCluster.FindAsync(data, CancellationToken.None);
            await new Postmaster(place, binaries, new()).StopAsync("immediate", KillLimit);
        }

        Directory.Delete(place.Cluster, recursive: true);
        if (!place.Cluster.StartsWith(data.Root, StringComparison.Ordinal)) { Directory.Delete(Path.GetDirectoryName(place.Cluster)!); }
    }

    private static async Task<PrivatePostgres> OpenAsync(
        ClusterPlace place, PostgresBinaries binaries, PostgresSettings settings, string password, ILogger logger,
        CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var postmaster = new Postmaster(place, binaries, settings);
        var adopted = await Adoption.TryAsync(place.Cluster, password, postmaster, logger, cancellationToken);
        var address = adopted ?? await postmaster.StartAsync();
        var connectionString = PostgresLogin.To(address, password, PostgresLogin.Database);
        var server = new PrivatePostgres(postmaster, place, connectionString, adopted is not null, logger);
        try { await PostgresLogin.EnsureDatabaseAsync(address, password, cancellationToken); }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        logger.PostgresReady(binaries.Version, server.ProcessId, server.IsAdopted, Stopwatch.GetElapsedTime(since));
        return server;
    }
}
