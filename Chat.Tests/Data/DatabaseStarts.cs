using Chat.Core.Data;
using Chat.Core.Nodes;
using Chat.Core.Results;
using Chat.Data;
using Chat.Data.Nodes;
using Chat.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Data;

public sealed class DatabaseStarts : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("chat-start-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task Without_a_setting_there_is_a_private_one_and_the_node_is_alone()
    {
        if (!OperatingSystem.IsWindows()) { File.SetUnixFileMode(_parent.FullName, (UnixFileMode)0b111_001_001); }
        string cluster;
        await using (var services = Build(connectionString: null))
        {
            var database = services.GetRequiredService<ChatDatabase>();
            await database.StartAsync(Token);

            await using var scope = services.CreateAsyncScope();
            Assert.False(await scope.ServiceProvider.GetRequiredService<IChatDb>().Accounts.AnyAsync(Token));
            Assert.IsType<LocalBus>(services.GetRequiredService<INodeBus>());
            Assert.Null(await database.PingAsync(Token));
            cluster = Path.Combine(_parent.FullName, "data", "postgres");
            Assert.Equal($"private PostgreSQL in {cluster}", database.Description);
            Assert.True(File.Exists(Path.Combine(cluster, "postmaster.pid")));
        }

        Assert.False(File.Exists(Path.Combine(cluster, "postmaster.pid")));
    }

    [Fact]
    public async Task A_configured_one_is_brought_up_to_date_and_joins_its_nodes()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync(Token);
        await using var services = Build(empty.ConnectionString);
        var database = services.GetRequiredService<ChatDatabase>();
        await database.StartAsync(Token);

        await using var scope = services.CreateAsyncScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<IChatDb>().Accounts.AnyAsync(Token));
        Assert.IsType<PostgresBus>(services.GetRequiredService<INodeBus>());
        Assert.Contains("database t", database.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("assword", database.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_went_away_is_told_to_whoever_asks_after_its_health()
    {
        var gone = await TestDatabase.CreateAsync(Token);
        await using var services = Build(gone.ConnectionString);
        var database = services.GetRequiredService<ChatDatabase>();
        await database.StartAsync(Token);
        await gone.DisposeAsync();

        Assert.StartsWith("The database does not answer: ", await PingUntilGoneAsync(database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_reached_is_named_without_its_password()
    {
        await using var services = Build("Host=127.0.0.1;Port=1;Database=wishes;Username=ada;Password=topsecret");

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => services.GetRequiredService<ChatDatabase>().StartAsync(Token));

        Assert.StartsWith("PostgreSQL at 127.0.0.1:1, database wishes cannot be reached (", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_as_the_server_tells_it()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await using var services = Build(database.ConnectionString.Replace("Database=t", "Database=missing", StringComparison.Ordinal));

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => services.GetRequiredService<ChatDatabase>().StartAsync(Token));

        Assert.Contains("does not exist", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topsecret")]
    [InlineData("Host=127.0.0.1;Password=topsecret")]
    [InlineData("Host=127.0.0.1;Prot=topsecret")]
    [InlineData("Host=127.0.0.1;Database=a;Port=topsecret")]
    public async Task A_mistyped_one_is_told_without_repeating_it(string connectionString)
    {
        await using var services = Build(connectionString);

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => services.GetRequiredService<ChatDatabase>().StartAsync(Token));

        Assert.StartsWith("Chat:Database ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", problem.ToString(), StringComparison.Ordinal);
    }

    private ServiceProvider Build(string? connectionString) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Chat:Data:Directory"] = Path.Combine(_parent.FullName, "data"),
            ["Chat:Database"] = connectionString,
        }).Build())
        .AddChatData()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });

    /// <summary>The first questions may still go to connections that have not heard of it.</summary>
    private static async Task<string> PingUntilGoneAsync(ChatDatabase database)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (await database.PingAsync(Token) is { } cause) { return cause; }
        }

        return "";
    }
}
