using System.Diagnostics;
using Chat.Core.Results;
using Chat.Data.Postgres;
using Chat.Tests.Running;
using Npgsql;

namespace Chat.Tests.Data;

public sealed class PrivateClusters
{
    private static readonly TimeSpan Limit = Waiting.Limit;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_keeps_the_data()
    {
        await using var trial = new TestPostgresTrial();
        await using (var first = await trial.StartAsync(Token))
        {
            Assert.False(first.IsAdopted);
            await AskAsync(first, "CREATE TABLE kept AS SELECT 'tea' AS what");
        }

        await using var second = await trial.StartAsync(Token);
        Assert.False(second.IsAdopted);
        Assert.Equal("tea", await AskAsync(second, "SELECT what FROM kept"));
    }

    [Fact]
    public async Task What_a_killed_server_left_running_is_taken_over()
    {
        await using var trial = new TestPostgresTrial();

        // Nobody disposes it: that is what a kill leaves.
        var killed = await trial.StartAsync(Token);
        await AskAsync(killed, "CREATE TABLE kept AS SELECT 'tea' AS what");

        await using var next = await trial.StartAsync(Token);
        Assert.True(next.IsAdopted);
        Assert.Equal(killed.ProcessId, next.ProcessId);
        Assert.Equal("tea", await AskAsync(next, "SELECT what FROM kept"));
    }

    [Fact]
    public async Task One_that_was_taken_over_is_stopped_too()
    {
        await using var trial = new TestPostgresTrial();
        _ = await trial.StartAsync(Token);
        var next = await trial.StartAsync(Token);

        await next.DisposeAsync();

        Assert.Null(PostmasterFile.Read(next.Cluster));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(next, "SELECT 1"));
    }

    [Fact]
    public async Task A_killed_PostgreSQL_comes_back_with_what_was_committed()
    {
        await using var trial = new TestPostgresTrial();
        var first = await trial.StartAsync(Token);
        await AskAsync(first, "CREATE TABLE kept AS SELECT 'tea' AS what");
        using (var process = Process.GetProcessById(first.ProcessId))
        {
            process.Kill();
            await process.WaitForExitAsync(Token).WaitAsync(Limit, Token);
        }

        await using var next = await trial.StartAsync(Token);
        Assert.False(next.IsAdopted);
        Assert.Equal("tea", await AskAsync(next, "SELECT what FROM kept"));
    }

    [Fact]
    public async Task Another_program_with_the_old_process_number_does_not_block()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a program to stand in.");
        await using var trial = new TestPostgresTrial();
        var first = await trial.StartAsync(Token);
        var file = Path.Combine(first.Cluster, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file, Token);
        await first.DisposeAsync();

        // As the very user PostgreSQL runs as: a stranger's process it would pass over by itself.
        var user = ClusterPlace.Recall(trial.Data)!.UserName;
        using var other = Process.Start(user is null ? new("sleep", "60") : new ProcessStartInfo("sleep", "60") { UserName = user, WorkingDirectory = "/" })!;
        try
        {
            lines[0] = $"{other.Id}";
            await File.WriteAllLinesAsync(file, lines, Token);
            await using var next = await trial.StartAsync(Token);
            Assert.False(next.IsAdopted);
            Assert.NotEqual(other.Id, next.ProcessId);
        }
        finally { other.Kill(); }
    }

    [Fact]
    public async Task A_start_that_was_killed_half_way_leaves_no_trace()
    {
        await using var trial = new TestPostgresTrial();
        var half = Directory.CreateDirectory(Path.Combine(trial.Data.Root, "postgres.new-0123", "data"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "18\n", Token);

        await using var server = await trial.StartAsync(Token);

        Assert.Empty(Directory.GetDirectories(trial.Data.Root, "*.new-*"));
    }

    [Theory]
    [InlineData("with 'quotes' and späce")]
    [InlineData("with, comma")]
    [InlineData("a-folder-whose-name-is-so-long-that-no-unix-socket-fits-into-it-because-the-system-allows-hardly-more-than-one-hundred")]
    public async Task Odd_and_long_paths_work(string name)
    {
        await using var trial = new TestPostgresTrial(name);
        await using var server = await trial.StartAsync(Token);

        Assert.Equal(1, await AskAsync(server, "SELECT 1"));
        var host = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host;
        Assert.Equal(name.Contains("quotes", StringComparison.Ordinal) ? server.Cluster : "127.0.0.1", host);
    }

    [Fact]
    public async Task A_path_that_its_tools_would_read_otherwise_is_told()
    {
        await using var trial = new TestPostgresTrial("for $HOME");
        var problem = await Assert.ThrowsAsync<StartupProblem>(() => trial.StartAsync(Token));
        Assert.Contains("set Chat:Data:Directory to a path without", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_PostgreSQL_refuses_is_told_in_its_words()
    {
        await using var trial = new TestPostgresTrial();
        await using (var first = await trial.StartAsync(Token))
        {
            await File.WriteAllTextAsync(Path.Combine(first.Cluster, "operator.conf"), "shared_buffers = lots\n", Token);
        }

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => trial.StartAsync(Token));
        Assert.Contains("did not start", problem.Message, StringComparison.Ordinal);
        Assert.Contains("shared_buffers", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_its_place_is_not_touched()
    {
        await using var trial = new TestPostgresTrial();
        var file = Path.Combine(Directory.CreateDirectory(trial.Data.Postgres).FullName, "diary");
        await File.WriteAllTextAsync(file, "dear", Token);

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => trial.StartAsync(Token));

        Assert.Contains("holds no database that this user can read", problem.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_lost_password_is_told()
    {
        await using var trial = new TestPostgresTrial();
        await using (await trial.StartAsync(Token)) { }
        File.Delete(Path.Combine(trial.Data.Secrets, "postgres-password"));

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => trial.StartAsync(Token));
        Assert.Contains("postgres-password is missing", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_write_does_not_reach_its_log()
    {
        await using var trial = new TestPostgresTrial();
        await using var server = await trial.StartAsync(Token);
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(server, "SELECT 'a secret wish'::uuid"));
        await server.DisposeAsync();

        var log = await File.ReadAllTextAsync(Path.Combine(server.Cluster, "server.log"), Token);
        Assert.Contains("ready to accept connections", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret wish", log, StringComparison.Ordinal);
    }

    private static async Task<object?> AskAsync(PrivatePostgres server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
