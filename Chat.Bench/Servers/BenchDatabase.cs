using Chat.Core.Data;
using Chat.Data.Files;
using Chat.Data.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Bench.Servers;

/// <summary>One private PostgreSQL as Chat starts it, with its durability, for all servers of a run: a database for each.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly DataDirectory _directory;
    private readonly DataDirectoryLease _lease;
    private readonly PrivatePostgres _postgres;

    private BenchDatabase(DataDirectory directory, DataDirectoryLease lease, PrivatePostgres postgres) =>
        (_directory, _lease, _postgres) = (directory, lease, postgres);

    public int ProcessId => _postgres.ProcessId;

    public static async Task<BenchDatabase> StartAsync(CancellationToken cancellationToken)
    {
        var directory = new DataDirectory(Directory.CreateTempSubdirectory("chat-bench-").FullName);
        var lease = DataDirectoryLease.Take(directory);
        try { return new(directory, lease, await PrivatePostgres.StartAsync(directory, new(), NullLogger.Instance, cancellationToken)); }
        catch
        {
            await RemoveAsync(directory, lease);
            throw;
        }
    }

    /// <summary>An empty database of this name, and how it is reached.</summary>
    public async Task<NpgsqlConnectionStringBuilder> MakeAsync(string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await using var make = source.CreateCommand($"CREATE DATABASE {name}");
        await make.ExecuteNonQueryAsync(cancellationToken);
        return Login(name);
    }

    public NpgsqlConnectionStringBuilder Login(string name) => new(_postgres.ConnectionString) { Database = name };

    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_directory.Root, name)).FullName;

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await RemoveAsync(_directory, _lease);
    }

    private static async Task RemoveAsync(DataDirectory directory, DataDirectoryLease lease)
    {
        await PrivatePostgres.RemoveAsync(directory);
        lease.Dispose();
        Directory.Delete(directory.Root, recursive: true);
    }
}
