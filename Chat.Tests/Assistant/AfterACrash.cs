using System.Net.Http.Json;
using Chat.Client.Connecting;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Tests.Running;
using Chat.Tests.Starting;

namespace Chat.Tests.Assistant;

public sealed class AfterACrash : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("chat-crash-").FullName;
    private ScriptedProvider _provider = null!;
    private TestDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_provider, _database) = (await ScriptedProvider.StartAsync(), await TestDatabase.CreateAsync(Token));

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task What_a_killed_server_left_unfinished_is_failed_with_what_was_saved_and_can_be_written_again()
    {
        _provider.Script = async call =>
        {
            await call.PieceAsync("Saved before the crash");
            await call.StallAsync();
        };
        Session ada;
        Guid tea, reply;
        await using (var first = Start())
        {
            var address = await first.ReadyAsync();
            ada = await RegisterAsync(address);
            await using var device = await TestConnection.OpenAsync(address, ada.AccessToken, WireEncoding.MessagePack, Token);
            tea = (await device.TalkAsync()).Id;
            await device.Hub.SendMessage(new() { ConversationId = tea, ClientMessageId = "1", Content = "Tell me." });
            reply = (await device.BegunAsync(Token)).Id;
            await SavedAsync(reply, "Saved before the crash");
            await first.KillAsync();
        }

        await using var second = Start();
        await using var back = await TestConnection.OpenAsync(await second.ReadyAsync(), ada.AccessToken, WireEncoding.MessagePack, Token);
        var failed = await back.ReadAsync(tea, reply);
        Assert.Equal((MessageStatus.Failed, "Saved before the crash"), (failed.Status, failed.Content));
        Assert.Contains("restarted", failed.Notice, StringComparison.Ordinal);

        _provider.Script = call => call.SayAsync("Written again.");
        await back.Hub.RegenerateReply(new() { MessageId = reply });
        Assert.Equal("Written again.", (await back.EndedAsync(Token)).Content);
    }

    [Fact]
    public async Task A_reminder_that_was_set_before_a_crash_comes_after_it_once()
    {
        _provider.Script = async call =>
        {
            if (call.Messages[^1].Role != "tool") { await call.CallToolAsync("set_reminder", "{\"text\": \"Drink tea\", \"minutes\": 60}"); }
            await (call.Messages[^1].Role == "tool" ? call.SayAsync("Set.") : call.EndAsync());
        };
        Session ada;
        Guid tea;
        await using (var first = Start())
        {
            var address = await first.ReadyAsync();
            ada = await RegisterAsync(address);
            await using var device = await TestConnection.OpenAsync(address, ada.AccessToken, WireEncoding.MessagePack, Token);
            tea = (await device.TalkAsync()).Id;
            await device.Hub.SendMessage(new() { ConversationId = tea, ClientMessageId = "1", Content = "Remind me." });
            Assert.Equal("Set.", (await device.EndedAsync(Token)).Content);
            await first.KillAsync();
        }

        await using var hasten = _database.Source.CreateCommand("UPDATE assistant_reminders SET due_at = now() - interval '1 second'");
        Assert.Equal(1, await hasten.ExecuteNonQueryAsync(Token));
        await using var second = Start();
        await using var back = await TestConnection.OpenAsync(await second.ReadyAsync(), ada.AccessToken, WireEncoding.MessagePack, Token);
        await Waiting.UntilAsync("nobody waits for a reminder", async () => await RemindersAsync() is 0, Token);

        var said = (await back.Hub.GetMessages(new() { ConversationId = tea })).Messages;
        Assert.Equal(["Remind me.", "Set.", "⏰ Drink tea"], said.Select(one => one.Content));
    }

    private async Task<long> RemindersAsync()
    {
        await using var count = _database.Source.CreateCommand("SELECT count(*) FROM assistant_reminders");
        return (long)(await count.ExecuteScalarAsync(Token))!;
    }

    private ServerProcess Start() => ServerProcess.Start(
        _data, "--urls=http://127.0.0.1:0", $"--Chat:Database={_database.ConnectionString}", $"--Chat:Assistant:Endpoint={_provider.Endpoint}",
        "--Chat:Assistant:Model=scripted", "--Chat:Accounts:PasswordIterations=1000");

    private static async Task<Session> RegisterAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/api/auth/register", new RegisterUserRequest { Username = "ada", Password = ChatApp.Password }, ChatJson.Wire, Token);
        return (await answer.Content.ReadFromJsonAsync<Session>(ChatJson.Wire, Token))!;
    }

    private Task SavedAsync(Guid message, string text) => Waiting.UntilAsync(
        $"'{text}' is saved",
        async () =>
        {
            await using var ask = _database.Source.CreateCommand($"SELECT content FROM messages WHERE id = '{message}'");
            return (string?)await ask.ExecuteScalarAsync(Token) == text;
        }, Token);
}
