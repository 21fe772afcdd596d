using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

public sealed class Replying(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_answered_in_pieces_that_make_the_whole()
    {
        app.Provider.Script = call => call.SayAsync("Green tea wants eighty degrees.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();

        await device.AskAsync(tea, "How hot?");

        var begun = await device.BegunAsync(Token);
        Assert.Equal((MessageStatus.Streaming, "", UserRole.Bot), (begun.Status, begun.Content, begun.Sender!.Role));
        var ended = await device.EndedAsync(Token);
        Assert.Equal((MessageStatus.Complete, "Green tea wants eighty degrees."), (ended.Status, ended.Content));
        Assert.Equal(begun.Revision + 1, ended.Revision);
    }

    [Fact]
    public async Task Pieces_come_in_order_after_the_message_they_belong_to()
    {
        var go = new TaskCompletionSource();
        app.Provider.Script = async call =>
        {
            foreach (var word in (string[])["one ", "two ", "three "])
            {
                await call.PieceAsync(word);
                await Task.Delay(DeltaPause, call.Aborted);
            }

            await go.Task;
            await call.SayAsync("four");
        };
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await device.AskAsync(await device.TalkAsync(), "Count.");

        await device.BegunAsync(Token);
        Assert.Equal("one two three ", await device.HeardAsync("", "one two three ".Length, Token));
        go.SetResult();
        Assert.Equal("one two three four", (await device.EndedAsync(Token)).Content);
    }

    [Fact]
    public async Task A_device_that_joins_in_the_middle_gets_the_text_so_far_and_goes_on_without_a_gap()
    {
        var go = new TaskCompletionSource();
        app.Provider.Script = async call =>
        {
            await call.PieceAsync("The beginning, ");
            await go.Task;
            await call.PieceAsync("the middle ");
            await Task.Delay(DeltaPause, call.Aborted);
            await call.SayAsync("and the end.");
        };
        var ada = await app.RegisterAsync("ada", Token);
        await using var first = await app.ConnectAsync(ada, Token);
        var tea = await first.TalkAsync();
        await first.AskAsync(tea, "Tell me.");
        var begun = await first.BegunAsync(Token);
        await first.HeardAsync("", "The beginning, ".Length, Token);

        await using var second = await app.ConnectAsync(ada, Token);
        var joined = await second.ReadAsync(tea.Id, begun.Id);
        var synced = (await second.Hub.Sync(new() { Known = [] })).Conversations.Single(one => one.Conversation.Id == tea.Id).Messages.Single(one => one.Id == begun.Id);
        go.SetResult();

        Assert.Equal(("The beginning, ", "The beginning, "), (joined.Content, synced.Content));
        var next = await second.NextAsync<MessageDelta>(Token);
        Assert.Equal("The beginning, ".Length, next.Offset);
        Assert.StartsWith("the middle ", next.Text, StringComparison.Ordinal);
        Assert.Equal("The beginning, the middle and the end.", (await second.EndedAsync(Token)).Content);
    }

    [Fact]
    public async Task A_disconnect_is_never_a_stop()
    {
        var go = new TaskCompletionSource();
        app.Provider.Script = async call =>
        {
            await call.PieceAsync("Still ");
            await go.Task;
            await call.SayAsync("here.");
        };
        var ada = await app.RegisterAsync("ada", Token);
        Conversation tea;
        await using (var device = await app.ConnectAsync(ada, Token))
        {
            tea = await device.TalkAsync();
            await device.AskAsync(tea, "Are you there?");
            await device.HeardAsync("", 1, Token);
        }

        await using var back = await app.ConnectAsync(ada, Token);
        go.SetResult();
        Assert.Equal((MessageStatus.Complete, "Still here."), (await back.EndedAsync(Token)) is var ended ? (ended.Status, ended.Content) : default);
    }

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
    public async Task A_reply_is_written_again_in_its_place()
    {
        app.Provider.Script = call => call.SayAsync("First thought.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "Think.");
        var first = await device.EndedAsync(Token);

        app.Provider.Script = call => call.SayAsync("Second thought.");
        var again = await device.Hub.RegenerateReply(new() { MessageId = first.Id });
        var second = await device.EndedAsync(Token);

        Assert.Equal((first.Id, MessageStatus.Streaming, ""), (again.Id, again.Status, again.Content));
        Assert.Equal((first.Id, first.Seq, "Second thought."), (second.Id, second.Seq, second.Content));
        Assert.Equal("Think.", app.Provider.Calls.Last().Question);
    }

    [Fact]
    public async Task The_assistant_is_shown_typing_until_its_first_word()
    {
        var go = new TaskCompletionSource();
        app.Provider.Script = async call =>
        {
            await go.Task;
            await call.SayAsync("Done.");
        };
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await device.AskAsync(await device.TalkAsync(), "Think long.");

        var typing = await device.NextAsync<UserTyping>(Token);
        Assert.Equal((true, UserRole.Bot), (typing.IsTyping, typing.User.Role));
        go.SetResult();
        while ((await device.NextAsync<UserTyping>(Token)).IsTyping) { }
    }

    [Fact]
    public async Task In_a_group_it_answers_when_it_is_named_and_only_then()
    {
        app.Provider.Script = call => call.SayAsync("I am here.");
        app.Provider.Forget();
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var bob = await app.RegisterAsync("bob", Token);
        var group = await ada.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "tea", ParticipantIds = [bob.User.Id] });

        await ada.AskAsync(group, "Write to me@assistant.example or to @assistant-2.");
        var question = await ada.AskAsync(group, "What do you say, @assistant?");

        var reply = await ada.EndedAsync(Token);
        Assert.Equal(("I am here.", question.Id), (reply.Content, reply.ReplyTo));
        var said = Assert.Single(app.Provider.Calls).Messages;
        Assert.Contains(said, one => one.Text == "ada: What do you say, @assistant?");
    }

    [Fact]
    public async Task Between_two_people_it_keeps_out()
    {
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var bob = await app.RegisterAsync("bob", Token);
        var two = await ada.Hub.CreateConversation(new() { Kind = ConversationKind.Private, ParticipantIds = [bob.User.Id] });

        await ada.AskAsync(two, "Ask @assistant.");

        Assert.Equal(1, (await ada.Hub.GetConversation(new() { ConversationId = two.Id })).LastSeq);
    }

    [Fact]
    public async Task A_repeated_question_is_answered_once()
    {
        app.Provider.Script = call => call.SayAsync("Once.");
        app.Provider.Forget();
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        var request = new SendMessageRequest { ConversationId = tea.Id, ClientMessageId = Guid.NewGuid().ToString(), Content = "Once?" };

        var first = await device.Hub.SendMessage(request);
        await device.EndedAsync(Token);
        var second = await device.Hub.SendMessage(request);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(2, (await device.Hub.GetConversation(new() { ConversationId = tea.Id })).LastSeq);
        Assert.Single(app.Provider.Calls);
    }

    [Fact]
    public async Task The_first_exchange_names_the_conversation()
    {
        app.Provider.Script = call => call.SayAsync("Eighty degrees.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var unnamed = await device.TalkAsync(title: null);
        Assert.Equal("", unnamed.Title);

        await device.AskAsync(unnamed, "How hot should   green tea be?");

        Conversation told;
        do { told = await device.NextAsync<Conversation>(Token); } while (told.Title is "");
        Assert.Equal("How hot should green tea be?", told.Title);
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
        Assert.DoesNotContain(app.Provider.Calls.Last().Messages, one => one.Text.Contains("Secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_assistant_said_is_found_by_search()
    {
        app.Provider.Script = call => call.SayAsync("Sencha wants seventy degrees.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "How hot?");
        var ended = await device.EndedAsync(Token);

        var found = Assert.Single((await device.Hub.SearchMessages(new() { Query = "sencha", ConversationId = tea.Id })).Hits);
        Assert.Equal(ended.Id, found.Message.Id);
    }

    [Fact]
    public async Task Questions_of_one_connection_keep_their_order()
    {
        app.Provider.Script = call => call.SayAsync("Well.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();

        var asked = await Task.WhenAll(Enumerable.Range(1, 5).Select(at => device.AskAsync(tea, $"{at}")));

        Assert.Equal(["1", "2", "3", "4", "5"], asked.OrderBy(one => one.Seq).Select(one => one.Content));
    }

    [Fact]
    public async Task A_question_of_a_megabyte_is_refused()
    {
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();

        Assert.Equal("invalid", await Asking.CodeOfAsync(() => device.AskAsync(tea, new('x', 1024 * 1024))));
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

    private static TimeSpan DeltaPause => TimeSpan.FromMilliseconds(60);
}
