using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

public sealed class StoppingReplies(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_from_any_device_ends_the_model_and_keeps_the_text_however_often_it_is_pressed()
    {
        ProviderCall? call = null;
        app.Provider.Script = async one =>
        {
            call = one;
            await one.PieceAsync("So far");
            await one.StallAsync();
        };
        var ada = await app.RegisterAsync("ada", Token);
        await using var first = await app.ConnectAsync(ada, Token);
        await using var second = await app.ConnectAsync(ada, Token);
        var tea = await first.TalkAsync();
        await first.AskAsync(tea, "Go on and on.");
        await second.HeardAsync("", "So far".Length, Token);

        var pressed = TimeProvider.System.GetTimestamp();
        var both = Task.WhenAll(first.Hub.StopReply(new() { ConversationId = tea.Id }), second.Hub.StopReply(new() { ConversationId = tea.Id }));
        await call!.WasCancelled.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        TestContext.Current.SendDiagnosticMessage($"The model was told to stop after {TimeProvider.System.GetElapsedTime(pressed).TotalMilliseconds:F0} ms.");
        await both;
        await second.Hub.StopReply(new() { ConversationId = tea.Id });

        foreach (var device in (TestConnection[])[first, second])
        {
            var ended = await device.EndedAsync(Token);
            Assert.Equal((MessageStatus.Stopped, "So far"), (ended.Status, ended.Content));
        }
    }

    [Fact]
    public async Task A_stranger_neither_stops_nor_regenerates()
    {
        app.Provider.Script = call => call.SayAsync("Hello.");
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await using var eve = await app.ConnectAsync(await app.RegisterAsync("eve", Token), Token);
        var tea = await ada.TalkAsync();
        await ada.AskAsync(tea, "Hello?");
        var reply = await ada.EndedAsync(Token);

        Assert.Equal("not_found", await Asking.CodeOfAsync(() => eve.Hub.StopReply(new() { ConversationId = tea.Id })));
        Assert.Equal("not_found", await Asking.CodeOfAsync(() => eve.Hub.RegenerateReply(new() { MessageId = reply.Id })));
    }

    [Fact]
    public async Task The_next_question_takes_the_place_of_a_running_reply()
    {
        app.Provider.Script = async call =>
        {
            await call.PieceAsync($"About {call.Question}");
            if (call.Question == "black tea") { await call.StallAsync(); }
            await call.EndAsync();
        };
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "black tea");
        await device.HeardAsync("", 1, Token);

        await device.AskAsync(tea, "green tea");

        Assert.Equal((MessageStatus.Stopped, "About black tea"), await device.EndedAsync(Token) is var first ? (first.Status, first.Content) : default);
        Assert.Equal((MessageStatus.Complete, "About green tea"), await device.EndedAsync(Token) is var second ? (second.Status, second.Content) : default);
    }

    [Fact]
    public async Task Clearing_the_history_removes_the_messages_and_ends_what_is_written()
    {
        app.Provider.Script = async call =>
        {
            await call.PieceAsync("Never ");
            await call.StallAsync();
        };
        var ada = await app.RegisterAsync("ada", Token);
        await using var device = await app.ConnectAsync(ada, Token);
        await using var other = await app.ConnectAsync(ada, Token);
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "Secret?");
        await device.HeardAsync("", 1, Token);

        Assert.Single((await device.Hub.SearchMessages(new() { Query = "secret", ConversationId = tea.Id })).Hits);

        await device.Hub.ClearHistory(new() { ConversationId = tea.Id });

        var cleared = await other.NextAsync<HistoryCleared>(Token);
        Assert.Equal((tea.Id, 2L), (cleared.ConversationId, cleared.UpToSeq));
        Assert.Empty((await device.Hub.GetMessages(new() { ConversationId = tea.Id })).Messages);
        await using var count = app.Database.Source.CreateCommand(
            $"SELECT (SELECT count(*) FROM messages WHERE conversation_id = '{tea.Id}') + (SELECT count(*) FROM message_words WHERE conversation_id = '{tea.Id}')");
        Assert.Equal(0L, await count.ExecuteScalarAsync(Token));
        var seen = await device.Hub.GetConversation(new() { ConversationId = tea.Id });
        Assert.Equal((cleared.Revision, 2L, 0L), (seen.Revision, seen.LastSeq, seen.UnreadCount));

        app.Provider.Script = call => call.SayAsync("Anew.");
        await device.AskAsync(tea, "Again?");
        Assert.Equal(("Anew.", 4L), await device.EndedAsync(Token) is var anew ? (anew.Content, anew.Seq) : default);
        Assert.DoesNotContain(Assert.Single(app.Provider.CallsAbout("Again?")).Messages, one => one.Text.Contains("Secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_that_is_being_written_takes_no_reaction()
    {
        app.Provider.Script = async call =>
        {
            await call.PieceAsync("Wait");
            await call.StallAsync();
        };
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "?");
        var begun = await device.BegunAsync(Token);

        Assert.Equal("conflict", await Asking.CodeOfAsync(() => device.Hub.React(new() { MessageId = begun.Id, Emoji = "👍", On = true })));
        Assert.Equal("conflict", await Asking.CodeOfAsync(() => device.Hub.RegenerateReply(new() { MessageId = begun.Id })));
        await device.Hub.StopReply(new() { ConversationId = tea.Id });
    }
}
