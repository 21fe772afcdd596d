using Chat.Contracts.Accounts;
using Chat.Tests.Running;

namespace Chat.Tests.Starting;

public sealed class StartingAndStopping : IDisposable
{
    // Not a folder for one user alone, which the database's user could not enter when root runs the tests.
    private readonly string _data = Path.Combine(Path.GetTempPath(), $"chat-start-{Guid.NewGuid():N}", "data");

    public StartingAndStopping() => Directory.CreateDirectory(Path.GetDirectoryName(_data)!);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_start_brings_everything_and_one_interrupt_ends_it_database_included()
    {
        await using var server = ServerProcess.Start(_data, "--urls=http://127.0.0.1:0");
        var address = await server.ReadyAsync();
        Assert.True(await ServerProcess.AnswersAsync(address, "/health/ready", Token));
        Assert.Contains(_data, server.Said, StringComparison.Ordinal);
        var postmaster = Postmaster.Of(_data);
        Assert.True(postmaster.IsAlive);

        await server.InterruptAsync();

        Assert.Equal(0, await server.ExitAsync());
        await postmaster.EndedAsync();
    }

    [Fact]
    public async Task A_killed_servers_database_is_found_by_the_next_start_with_all_that_was_acknowledged()
    {
        Session ada;
        Postmaster orphan;
        await using (var killed = ServerProcess.Start(_data, "--urls=http://127.0.0.1:0"))
        {
            using var http = new HttpClient { BaseAddress = await killed.ReadyAsync() };
            ada = await http.PostAsync<Session>("/api/auth/register", Request, Token);
            orphan = Postmaster.Of(_data);
            await killed.KillAsync();
        }

        await using var next = ServerProcess.Start(_data, "--urls=http://127.0.0.1:0");
        using var again = new HttpClient { BaseAddress = await next.ReadyAsync() };
        var login = new LoginRequest { Username = Request.Username, Password = Request.Password! };
        Assert.Equal(ada.User, (await again.PostAsync<Session>("/api/auth/login", login, Token)).User);
        Assert.Equal(ada.User, (await again.PostAsync<Session>("/api/auth/refresh", new RefreshSessionRequest { RefreshToken = ada.RefreshToken }, Token)).User);

        await next.InterruptAsync();
        Assert.Equal(0, await next.ExitAsync());
        await orphan.EndedAsync();
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        await using var first = ServerProcess.Start(_data, "--urls=http://127.0.0.1:0");
        var address = await first.ReadyAsync();

        await using var second = ServerProcess.Start(Path.Combine(_data, "..", "other"), $"--urls={address}");

        await MistakeAsync(second, "address already in use");
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_one_sentence()
    {
        await using var first = ServerProcess.Start(_data, "--urls=http://127.0.0.1:0");
        await first.ReadyAsync();

        await using var second = ServerProcess.Start(_data, "--urls=http://127.0.0.1:0");

        await MistakeAsync(second, _data);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_is_one_sentence()
    {
        var file = Path.Combine(Path.GetDirectoryName(_data)!, "file");
        await File.WriteAllTextAsync(file, "", Token);

        await using var server = ServerProcess.Start(Path.Combine(file, "data"), "--urls=http://127.0.0.1:0");

        await MistakeAsync(server, file);
    }

    [Theory]
    [InlineData("--Chat:Database=Host=127.0.0.1;Port=1;Database=chat;Username=u;Password=topsecret1", "127.0.0.1")]
    [InlineData("--Chat:Database=nonsense", "Chat:Database")]
    [InlineData("--Chat:Accounts:SessionDays=0", "SessionDays")]
    [InlineData("--Chat:Accounts:SessionDays=many", "SessionDays")]
    [InlineData("--Chat:Cors:Origins:0=shop", "Chat:Cors:Origins")]
    [InlineData("--Chat:Tokens:Issuers:0:Issuer=https://site.example", "Chat:Tokens")]
    [InlineData("--Chat:Nodes:Bus=pigeon", "Chat:Nodes:Bus")]
    public async Task A_setting_that_cannot_be_is_one_sentence(string setting, string mentions)
    {
        await using var server = ServerProcess.Start(_data, "--urls=http://127.0.0.1:0", setting);

        await MistakeAsync(server, mentions);
        Assert.DoesNotContain("topsecret1", server.Said, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_data)!, recursive: true);

    private static RegisterUserRequest Request => new() { Username = "ada", Password = ChatApp.Password };

    private static async Task MistakeAsync(ServerProcess server, string mentions)
    {
        Assert.NotEqual(0, await server.ExitAsync());
        Assert.Contains("Chat cannot start. ", server.Said, StringComparison.Ordinal);
        Assert.Contains(mentions, server.Said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
    }
}
