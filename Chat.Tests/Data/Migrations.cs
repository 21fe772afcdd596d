using Chat.Core.Results;
using Chat.Data.Migrations;
using Chat.Tests.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Tests.Data;

public sealed class Migrations
{
    private static readonly Migration Tea = new(1, "tea", "CREATE TABLE tea (id integer);\nCREATE TABLE cup (id integer);\n");
    private static readonly Migration Milk = new(2, "milk", "CREATE TABLE milk (id integer);\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_is_applied_once_and_in_order()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await RunAsync(database, Tea);
        await RunAsync(database, Tea, Milk);
        await RunAsync(database, Tea, Milk);

        Assert.Equal(["1 tea", "2 milk"], await AppliedAsync(database));
    }

    [Fact]
    public async Task Nodes_that_start_together_apply_each_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        var slow = Tea with { Sql = Tea.Sql + "SELECT pg_sleep(0.2);\n" };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(database, slow, Milk)));

        Assert.Equal(["1 tea", "2 milk"], await AppliedAsync(database));
    }

    [Fact]
    public async Task An_edited_old_migration_stops_the_start_and_is_named()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await RunAsync(database, Tea);

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => RunAsync(database, new(1, "tea", Tea.Sql + "-- green\n"), Milk));

        Assert.StartsWith("The migration 0001_tea.sql is not the one this database was made with", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["1 tea"], await AppliedAsync(database));
    }

    [Fact]
    public async Task The_line_ends_of_a_checkout_are_no_edit()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await RunAsync(database, Tea);
        await RunAsync(database, new Migration(1, "tea", Tea.Sql.ReplaceLineEndings("\r\n")), Milk);

        Assert.Equal(["1 tea", "2 milk"], await AppliedAsync(database));
    }

    [Fact]
    public async Task A_newer_database_stops_the_start_and_says_so()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await RunAsync(database, Tea, Milk);

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => RunAsync(database, Tea));

        Assert.StartsWith("The database is newer than this program: it has migration 2 (milk)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        var broken = new Migration(2, "broken", "CREATE TABLE half (id integer);\nSELECT 1/0;\n");

        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, Tea, broken));

        Assert.Equal(["1 tea"], await AppliedAsync(database));
        await using var ask = database.Source.CreateCommand("SELECT to_regclass('half') IS NULL");
        Assert.Equal(true, await ask.ExecuteScalarAsync(Token));
        await RunAsync(database, Tea, Milk);
    }

    [Fact]
    public void Their_numbers_have_no_gap()
    {
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(m => m.Number));
        Assert.Equal("0001_accounts.sql", Migration.All[0].FileName);
    }

    private static Task RunAsync(TestDatabase database, params Migration[] migrations) =>
        new Migrator(database.Source, migrations, NullLogger.Instance).RunAsync(Token);

    private static async Task<List<string>> AppliedAsync(TestDatabase database)
    {
        var applied = new List<string>();
        await using var ask = database.Source.CreateCommand("SELECT number || ' ' || name FROM schema_migrations ORDER BY applied_at, number");
        await using var reader = await ask.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) { applied.Add(reader.GetString(0)); }
        return applied;
    }
}
