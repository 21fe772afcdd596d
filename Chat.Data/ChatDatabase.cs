using Chat.Core.Data;
using Chat.Data.Files;
using Chat.Data.Migrations;
using Chat.Data.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data;

/// <summary>
/// The database of this node, from its start to its end. <see cref="StartAsync"/> comes before the host's start, and disposal after
/// everything that speaks to the database has stopped.
/// </summary>
public sealed class ChatDatabase : IAsyncDisposable
{
    private readonly DataOptions _options;
    private readonly ILogger _logger;
    private DataDirectoryLease? _lease;
    private PrivatePostgres? _private;
    private NpgsqlDataSource? _source;

    internal ChatDatabase(DataOptions options, ILogger logger) => (_options, _logger) = (options, logger);

    public DataDirectory Directory => _options.Directory;

    /// <summary>Whether this node brings its own PostgreSQL, which no other node reaches.</summary>
    public bool IsPrivate => _options.ConnectionString is null;

    public NpgsqlDataSource Source =>
        _source ?? throw new InvalidOperationException($"The database is used before {nameof(StartAsync)}.");

    /// <summary>Where the database is, for an operator: without user or password.</summary>
    public string Description => _private is { } server
        ? $"private PostgreSQL in {server.Cluster}"
        : ConfiguredDatabase.Describe(_options.ConnectionString!);

    /// <summary>Takes the data directory, starts or finds the database, and brings its tables up to date.</summary>
    /// <exception cref="Core.Results.StartupProblem">An operator has to do something first.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lease = DataDirectoryLease.Take(Directory);
        if (IsPrivate) { _private = await PrivatePostgres.StartAsync(Directory, new(), _logger, cancellationToken); }
        _source = NpgsqlDataSource.Create(_private?.ConnectionString ?? ConfiguredDatabase.Check(_options.ConnectionString!));
        if (!IsPrivate) { await ConfiguredDatabase.ConnectAsync(_source, cancellationToken); }
        await new Migrator(_source, Migration.All, _logger).RunAsync(cancellationToken);
    }

    /// <summary>Null when the database answers, else why it does not.</summary>
    public async Task<string?> PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var ask = Source.CreateCommand("SELECT 1");
            await ask.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            return $"The database does not answer: {failure.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) { await _source.DisposeAsync(); }
        if (_private is not null) { await _private.DisposeAsync(); }
        _lease?.Dispose();
    }
}
