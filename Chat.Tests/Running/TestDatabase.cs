using Chat.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chat.Tests.Running;

/// <summary>A migrated, empty database of its own on the run's PostgreSQL.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name;
    private readonly TestPostgres _server;

    private TestDatabase(TestPostgres server, string name)
    {
        (_server, _name) = (server, name);
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString => _server.To(_name);

    public NpgsqlDataSource Source { get; }

    /// <summary>As a use case sees it.</summary>
    internal ChatDbContext Open() => new(new DbContextOptionsBuilder<ChatDbContext>().UseNpgsql(Source).Options);

    public static Task<TestDatabase> CreateAsync(CancellationToken cancellationToken) => CreateAsync("chat", cancellationToken);

    /// <summary>Without any table of ours.</summary>
    public static Task<TestDatabase> CreateEmptyAsync(CancellationToken cancellationToken) => CreateAsync("template1", cancellationToken);

    /// <summary>As if the server with it were gone.</summary>
    public Task LoseAsync(CancellationToken cancellationToken) =>
        _server.ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _server.ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);
    }

    private static async Task<TestDatabase> CreateAsync(string template, CancellationToken cancellationToken)
    {
        var server = await TestPostgres.StartedAsync();
        var name = "t" + Guid.NewGuid().ToString("N");
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}", cancellationToken);
        return new(server, name);
    }
}
