using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>Who answers: the configured models in their order, a local Ollama, or the built-in assistant.</summary>
public sealed class ChoosingModels : IAsyncLifetime
{
    private ScriptedProvider _first = null!;
    private ScriptedProvider _second = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_first, _second) = (await ScriptedProvider.StartAsync(), await ScriptedProvider.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task The_next_model_answers_when_the_first_is_down_or_slow_and_the_first_is_left_alone_then()
    {
        await using var app = await StartAsync(
            $"--Chat:Assistant:Endpoint={_first.Endpoint}", "--Chat:Assistant:Model=first", "--Chat:Assistant:FirstTokenSeconds=8",
            $"--Chat:Assistant:Fallbacks:0:Endpoint={_second.Endpoint}", "--Chat:Assistant:Fallbacks:0:Model=second");
        _second.Script = call => call.SayAsync($"Second, {call.Body.GetProperty("model").GetString()}.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();

        _first.Script = call => call.StallAsync();
        Assert.Equal("Second, second.", await AskAsync(device, tea.Id));
        _first.Script = call => call.RefuseAsync(503);
        Assert.Equal("Second, second.", await AskAsync(device, tea.Id));
        Assert.Equal(3, _first.Calls.Count);

        Assert.Equal("Second, second.", await AskAsync(device, tea.Id));
        Assert.Equal(3, _first.Calls.Count);
    }

    [Fact]
    public async Task A_local_ollama_is_used_when_it_answers()
    {
        _first.OllamaModels = ["tiny:1b"];
        _first.Script = call => call.SayAsync($"I am {call.Body.GetProperty("model").GetString()}.");
        await using var app = await StartAsync($"--Chat:Assistant:Ollama={_first.Address}");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);

        // It is looked for at the start and every half a minute.
        await Waiting.UntilAsync(
            "the server has found a local Ollama",
            async () => (await device.Hub.GetServerInfo()).Features.Assistant.Detail.Contains("tiny:1b of Ollama", StringComparison.Ordinal), Token);

        Assert.Equal("I am tiny:1b.", await AskAsync(device, (await device.TalkAsync()).Id));
    }

    private static async Task<string> AskAsync(TestConnection device, Guid conversationId, string question = "Who are you?")
    {
        await device.Hub.SendMessage(new() { ConversationId = conversationId, ClientMessageId = Guid.NewGuid().ToString(), Content = question });
        var ended = await device.EndedAsync(Token);
        Assert.Equal(MessageStatus.Complete, ended.Status);
        return ended.Content;
    }

    private static async Task<ChatApp> StartAsync(params string[] settings)
    {
        var app = new PlainApp(settings);
        await app.InitializeAsync();
        return app;
    }
}
