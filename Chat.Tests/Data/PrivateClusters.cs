using Chat.Data.Postgres;
using Chat.Tests.Running;
using Npgsql;

namespace Chat.Tests.Data;

public sealed class PrivateClusters
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_keeps_the_data()
    {
        await using var trial = new ClusterTrial();
        await using (var first = await trial.StartAsync(Token))
        {
            Assert.False(first.IsAdopted);
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 'tea' AS what");
        }

        await using var second = await trial.StartAsync(Token);
        Assert.False(second.IsAdopted);
        Assert.Equal("tea", await AskAsync(second, "SELECT what FROM kept"));
    }

    [Fact]
    public async Task What_a_killed_server_left_running_is_taken_over()
    {
        await using var trial = new ClusterTrial();

        // Nobody disposes it: that is what a kill leaves.
        var killed = await trial.StartAsync(Token);
        await ExecuteAsync(killed, "CREATE TABLE kept AS SELECT 'tea' AS what");

        await using var next = await trial.StartAsync(Token);
        Assert.True(next.IsAdopted);
        Assert.Equal(killed.ProcessId, next.ProcessId);
        Assert.Equal("tea", await AskAsync(next, "SELECT what FROM kept"));
    }

    private static async Task ExecuteAsync(PrivatePostgres server, string sql) => await AskAsync(server, sql);

    private static async Task<object?> AskAsync(PrivatePostgres server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
