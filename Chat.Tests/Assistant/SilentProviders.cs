using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>A provider that says nothing, at first or in the middle, is not waited for without an end.</summary>
public sealed class SilentProviders : IAsyncLifetime
{
    private ScriptedProvider _provider = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _provider = await ScriptedProvider.StartAsync();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Silence_before_the_first_word_fails_in_time()
    {
        _provider.Script = call => call.StallAsync();

        var failed = await AskAsync("--Chat:Assistant:FirstTokenSeconds=1");

        Assert.Equal(MessageStatus.Failed, failed.Status);
        Assert.Contains("did not answer in time", failed.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_in_the_middle_fails_and_keeps_what_was_said()
    {
        _provider.Script = async call =>
        {
            await call.PieceAsync("Half of ");
            await call.StallAsync();
        };

        var failed = await AskAsync("--Chat:Assistant:FirstTokenSeconds=60", "--Chat:Assistant:BetweenTokensSeconds=1");

        Assert.Equal((MessageStatus.Failed, "Half of "), (failed.Status, failed.Content));
        Assert.Contains("stopped in the middle", failed.Notice, StringComparison.Ordinal);
    }

    private async Task<Message> AskAsync(params string[] settings)
    {
        await using var app = new PlainApp([$"--Chat:Assistant:Endpoint={_provider.Endpoint}", "--Chat:Assistant:Model=scripted", "--Chat:Assistant:Ollama=", .. settings]);
        await app.InitializeAsync();
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await device.AskAsync(await device.TalkAsync(), "And now?");
        return await device.EndedAsync(Token);
    }
}
