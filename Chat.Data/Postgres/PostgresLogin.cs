using Npgsql;

namespace Chat.Data.Postgres;

/// <summary>Connections to the private PostgreSQL.</summary>
internal static class PostgresLogin
{
    public const string Database = "chat";

    public static string To(ServerAddress address, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = address.Host,
        Port = address.Port,
        Username = ClusterMaking.Superuser,
        Password = password,
        Database = database,
        SslMode = SslMode.Disable,
        ApplicationName = "Chat",
        Timeout = 10,
        MaxPoolSize = 100,
    }.ConnectionString;

    /// <summary>Its first start may have been killed between making the cluster and making the database.</summary>
    public static async Task EnsureDatabaseAsync(ServerAddress address, string password, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(address, password, "postgres", cancellationToken);
        await using var ask = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'", connection);
        if (await ask.ExecuteScalarAsync(cancellationToken) is not null) { return; }
        await using var make = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
        await make.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether what answers there knows our password and serves this very cluster.</summary>
    public static async Task<bool> IsOursAsync(
        ServerAddress address, string password, string cluster, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(address, password, "postgres", cancellationToken);
            await using var ask = new NpgsqlCommand("SHOW data_directory", connection);
            return await ask.ExecuteScalarAsync(cancellationToken) is string folder && folder == cluster;
        }
        catch (NpgsqlException) { return false; }
    }

    private static async Task<NpgsqlConnection> OpenAsync(
        ServerAddress address, string password, string database, CancellationToken cancellationToken)
    {
        var text = new NpgsqlConnectionStringBuilder(To(address, password, database)) { Pooling = false };
        var connection = new NpgsqlConnection(text.ConnectionString);
        try { await connection.OpenAsync(cancellationToken); }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return connection;
    }
}
