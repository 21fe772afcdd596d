using System.Text;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>Whatever a provider does, the reader gets a sentence and may ask again, and what was said stays.</summary>
public sealed class FailingProviders(FailingProviders.PatientApp app) : IClassFixture<FailingProviders.PatientApp>
{
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401, "key", 1)]
    [InlineData(429, "too much to do", 2)]
    [InlineData(500, "has a problem", 2)]
    public async Task A_refusal_becomes_a_sentence_and_is_tried_again_where_that_helps(int status, string says, int calls)
    {
        var failed = await AskAsync(call => call.RefuseAsync(status));

        Assert.Equal(MessageStatus.Failed, failed.Status);
        Assert.Contains(says, failed.Notice, StringComparison.Ordinal);
        Assert.Equal(failed.Notice, failed.Content);
        Assert.Equal(calls, app.Provider.Calls.Count);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("SECRET-OF-PROVIDER", StringComparison.Ordinal) || line.Contains("key-of-the-test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_reply_can_be_asked_for_again()
    {
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await WellAsync(device);
        app.Provider.Script = call => call.RefuseAsync(401);
        await device.AskAsync(tea, "Now?");
        var failed = await device.EndedAsync(Token);

        app.Provider.Script = call => call.SayAsync("Now.");
        await device.Hub.RegenerateReply(new() { MessageId = failed.Id });

        var ended = await device.EndedAsync(Token);
        Assert.Equal((failed.Id, MessageStatus.Complete, "Now.", null), (ended.Id, ended.Status, ended.Content, ended.Notice));
    }

    [Fact]
    public async Task A_provider_that_dies_in_the_middle_fails_the_reply_and_is_not_asked_again()
    {
        var failed = await AskAsync(async call =>
        {
            await call.PieceAsync("Half of ");
            await Heard;
            call.Die();
        });

        Assert.Equal((MessageStatus.Failed, "Half of "), (failed.Status, failed.Content));
        Assert.Single(app.Provider.Calls);
    }

    [Fact]
    public async Task A_provider_that_dies_before_its_first_word_is_asked_again()
    {
        var calls = 0;
        var ended = await AskAsync(call =>
        {
            if (Interlocked.Increment(ref calls) > 1) { return call.SayAsync("Here."); }
            call.Die();
            return Task.CompletedTask;
        });

        Assert.Equal((MessageStatus.Complete, "Here."), (ended.Status, ended.Content));
    }

    [Theory]
    [InlineData("data: {\"choices\": [ {\"delta\"\n\n")]
    [InlineData("data: [1, 2\n\n")]
    [InlineData("data: <html>Bad gateway</html>\n\n")]
    public async Task A_malformed_chunk_fails_and_keeps_what_was_said(string chunk)
    {
        var failed = await AskAsync(async call =>
        {
            await call.PieceAsync("Before. ");
            await Heard;
            await call.RawAsync(chunk);
            await call.SayAsync("After.");
        });

        Assert.Equal((MessageStatus.Failed, "Before. "), (failed.Status, failed.Content));
        Assert.Contains("cannot be read", failed.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_megabytes_in_one_line_fail()
    {
        var failed = await AskAsync(async call =>
        {
            await call.PieceAsync("Before. ");
            await Heard;
            await call.RawAsync("data: ");
            for (var at = 0; at < 160; at++) { await call.RawAsync(new string('x', 64 * 1024)); }
        });

        Assert.Equal((MessageStatus.Failed, "Before. "), (failed.Status, failed.Content));
        Assert.Contains("too large", failed.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_utf8_fails()
    {
        var failed = await AskAsync(async call =>
        {
            await call.PieceAsync("Before. ");
            await Heard;
            await call.RawAsync([.. Encoding.UTF8.GetBytes("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""), 0xC3, 0x28, 0xFF, .. "\"}}]}\n\n"u8]);
            await call.EndAsync();
        });

        Assert.Equal((MessageStatus.Failed, "Before. "), (failed.Status, failed.Content));
        Assert.Contains("cannot be read", failed.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_letter_and_a_nul_do_no_harm()
    {
        var ended = await AskAsync(async call =>
        {
            foreach (var escaped in (string[])["a\\u0000b", "\\ud83d", "\\ude00", "\\ude00", "c"])
            {
                await call.RawAsync($"data: {{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{escaped}\"}}}}]}}\n\n");
            }

            await call.EndAsync();
        });

        Assert.True(ended.Status is MessageStatus.Complete or MessageStatus.Failed);
        Assert.DoesNotContain('\0', ended.Content);
        Assert.StartsWith("ab", ended.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_word_fails()
    {
        var failed = await AskAsync(call => call.EndAsync());

        Assert.Equal(MessageStatus.Failed, failed.Status);
        Assert.Contains("answered nothing", failed.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_never_ends_is_ended()
    {
        ProviderCall? endless = null;
        var ended = await AskAsync(async call =>
        {
            endless = call;
            while (true) { await call.PieceAsync("and so on "); }
        });

        Assert.Equal(MessageStatus.Stopped, ended.Status);
        Assert.InRange(ended.Content.Length, 1, PatientApp.MaxReply);
        await endless!.WasCancelled.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    /// <summary>The reader has the first piece: what fails from here on, fails in the middle.</summary>
    private Task Heard => _heard.Task;

    private async Task<Message> AskAsync(Func<ProviderCall, Task> script)
    {
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await WellAsync(device);
        app.Provider.Forget();
        app.Provider.Script = script;
        await device.AskAsync(tea, "And now?");
        while (true)
        {
            var told = await device.NextAsync<object>(Token);
            if (told is MessageDelta) { _heard.TrySetResult(); }
            if (told is MessageChange { Message: { Role: MessageRole.Assistant, Status: not MessageStatus.Streaming } ended }) { return ended; }
        }
    }

    /// <summary>A good answer first: failures in a row, of other tests too, would have the model left alone.</summary>
    private async Task<Contracts.Conversations.Conversation> WellAsync(TestConnection device)
    {
        app.Provider.Script = call => call.SayAsync("Well.");
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "Are you well?");
        Assert.Equal(MessageStatus.Complete, (await device.EndedAsync(Token)).Status);
        return tea;
    }

    public sealed class PatientApp : AssistantApp
    {
        public const int MaxReply = 20_000;

        protected override IReadOnlyList<string> More =>
            ["--Chat:Assistant:FirstTokenSeconds=60", "--Chat:Assistant:BetweenTokensSeconds=60", $"--Chat:Assistant:MaxReplyCharacters={MaxReply}"];
    }
}
