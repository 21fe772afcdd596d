using Chat.Core.Data;
using Chat.Data.Files;
using Chat.Data.Migrations;
using Chat.Data.Postgres;
using Chat.Tests.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestPostgresEnd))]

namespace Chat.Tests.Running;

/// <summary>
/// The run's one private PostgreSQL, started by the first test that asks. Its database is migrated once and is the template
/// of every test class's own.
/// </summary>
internal sealed class TestPostgres
{
    // Nothing in it outlives the run, so nothing has to survive a power cut.
    private static readonly PostgresSettings Settings = new() { IsDurable = false };

    private static readonly Lazy<Task<TestPostgres>> Run = new(StartAsync);

    private readonly DataDirectoryLease _lease;
    private readonly DataDirectory _data;
    private readonly PrivatePostgres _server;

    private TestPostgres(DataDirectory data, DataDirectoryLease lease, PrivatePostgres server) =>
        (_data, _lease, _server) = (data, lease, server);

    public static Task<TestPostgres> StartedAsync() => Run.Value;

    /// <summary>The connection string of the run's server with another database in it.</summary>
    public string To(string database) =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database }.ConnectionString;

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(To("postgres"));
        await connection.OpenAsync(cancellationToken);
        // To make or drop a database may wait for a checkpoint, on a disk that others write to as well.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task EndAsync()
    {
        if (!Run.IsValueCreated) { return; }
        var run = await Run.Value;
        NpgsqlConnection.ClearAllPools();
        await TestClusters.RemoveAsync(run._data, run._lease);
    }

    private static async Task<TestPostgres> StartAsync()
    {
        await TestClusters.RemoveLeftoversAsync(TestClusters.Prefix, TestClusters.Young);
        var data = TestClusters.NewDirectory();
        var lease = DataDirectoryLease.Take(data);
        var server = await PrivatePostgres.StartAsync(data, Settings, NullLogger.Instance, CancellationToken.None);

        // Without a pool: a template must not be in use.
        var unpooled = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(unpooled);
        await new Migrator(source, Migration.All, NullLogger.Instance).RunAsync(CancellationToken.None);
        return new(data, lease, server);
    }
}

/// <summary>Stops the run's PostgreSQL after the last test.</summary>
public sealed class TestPostgresEnd : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestPostgres.EndAsync();
}
