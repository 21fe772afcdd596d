using Chat.Core.Data;
using Chat.Data.Files;
using Chat.Data.Postgres;
using Chat.Tests.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Data;

public sealed class TestRuns
{
    // Not the one of the runs: another test must not lose its own.
    private const string Prefix = "chat-killed-";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_run_left_is_stopped_and_removed_by_the_next()
    {
        var killed = TestClusters.NewDirectory(Prefix);
        var server = await StartAsync(killed);

        await TestClusters.RemoveLeftoversAsync(Prefix, TimeSpan.Zero);

        Assert.False(Directory.Exists(killed.Root));
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(async () => await source.OpenConnectionAsync(Token));
    }

    [Fact]
    public async Task A_run_that_goes_on_is_left_alone()
    {
        var running = TestClusters.NewDirectory(Prefix);
        var lease = DataDirectoryLease.Take(running);

        await TestClusters.RemoveLeftoversAsync(Prefix, TimeSpan.Zero);

        Assert.True(Directory.Exists(running.Root));
        await TestClusters.RemoveAsync(running, lease);
    }

    private static async Task<PrivatePostgres> StartAsync(DataDirectory data)
    {
        using var lease = DataDirectoryLease.Take(data);
        return await PrivatePostgres.StartAsync(data, new() { IsDurable = false }, NullLogger.Instance, Token);
    }
}
