using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Assistant;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

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
        Assert.Equal(2, app.Provider.CallsAbout("Think.").Count());
    }

    [Fact]
    public async Task What_is_saved_late_of_the_text_before_is_no_part_of_one_that_is_written_again()
    {
        app.Provider.Script = call => call.SayAsync("First thought.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        var asked = await device.AskAsync(tea, "Think twice.");
        var begun = await device.BegunAsync(Token);
        await device.EndedAsync(Token);
        app.Provider.Script = async call =>
        {
            await call.PieceAsync("");
            await call.StallAsync();
        };
        var again = await device.Hub.RegenerateReply(new() { MessageId = begun.Id });

        await SaveAsync(new(begun.Id, begun.Revision, "First"));
        Assert.Equal("", await SavedAsync(begun.Id));
        await SaveAsync(new(begun.Id, again.Revision, "Second"));
        Assert.Equal("Second", await SavedAsync(begun.Id));
        await device.Hub.StopReply(new() { ConversationId = asked.ConversationId });
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

    private static TimeSpan DeltaPause => TimeSpan.FromMilliseconds(60);

    private async Task SaveAsync(TextSoFar text)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IReplyStore>().SaveAsync(Guid.NewGuid(), [text], DateTimeOffset.UnixEpoch, Token);
    }

    private async Task<string?> SavedAsync(Guid message)
    {
        await using var source = NpgsqlDataSource.Create(app.Database.ConnectionString);
        await using var ask = source.CreateCommand($"SELECT content FROM messages WHERE id = '{message}'");
        return (string?)await ask.ExecuteScalarAsync(Token);
    }
}
