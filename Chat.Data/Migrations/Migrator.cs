using System.Data;
using System.Diagnostics;
using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Data.Transactions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Migrations;

/// <summary>Brings a database up to this program: what is missing is applied in order, what was applied must be what is known here.</summary>
internal sealed class Migrator(NpgsqlDataSource source, IReadOnlyList<Migration> migrations, ILogger logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);

        // Another node that starts now waits here and then finds everything done.
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({AdvisoryLock.Space}, {(int)DbLock.Migrations})", cancellationToken);
        try { await ApplyMissingAsync(connection, cancellationToken); }
        finally { await UnlockAsync(connection); }
    }

    /// <summary>A broken connection has let go of it already.</summary>
    private static async Task UnlockAsync(NpgsqlConnection connection)
    {
        if (connection.State != ConnectionState.Open) { return; }
        const int name = (int)DbLock.Migrations;
        await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({AdvisoryLock.Space}, {name})", CancellationToken.None);
    }

    private async Task ApplyMissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, MakeTable, cancellationToken);
        var applied = await ReadAppliedAsync(connection, cancellationToken);
        Compare(applied);
        foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Number)))
        {
            await ApplyAsync(connection, migration, cancellationToken);
        }
    }

    private void Compare(Dictionary<int, Applied> applied)
    {
        var known = migrations.ToDictionary(m => m.Number);
        foreach (var (number, row) in applied.OrderBy(a => a.Key))
        {
            if (!known.TryGetValue(number, out var migration)) { throw Newer(number, row); }
            if (migration.Checksum != row.Checksum) { throw Edited(migration); }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await using var note = new NpgsqlCommand(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, now())", connection)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.MigrationApplied(migration.Number, migration.Name, Stopwatch.GetElapsedTime(since));
    }

    private static async Task<Dictionary<int, Applied>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, Applied>();
        await using var command = new NpgsqlCommand("SELECT number, name, checksum FROM schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0), new(reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A migration, or the wait for another node's, takes as long as it takes.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static StartupProblem Edited(Migration migration) => new(
        $"The migration {migration.FileName} is not the one this database was made with: put the old file back and write the change "
        + "as a new migration.");

    private StartupProblem Newer(int number, Applied row) => new(
        $"The database is newer than this program: it has migration {number} ({row.Name}), and this program knows "
        + $"{migrations.Count} up to {migrations.Select(m => m.Number).DefaultIfEmpty().Max()}. Start the newer program, or restore a backup from before it.");

    private const string MakeTable =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number     integer     NOT NULL CONSTRAINT pk_schema_migrations PRIMARY KEY,
            name       text        NOT NULL,
            checksum   text        NOT NULL,
            applied_at timestamptz NOT NULL
        )
        """;

    private sealed record Applied(string Name, string Checksum);
}
