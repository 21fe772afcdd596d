using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

public sealed class AskingTheAssistant(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_group_it_answers_when_it_is_named_and_only_then()
    {
        app.Provider.Script = call => call.SayAsync("I am here.");
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var bob = await app.RegisterAsync("bob", Token);
        var group = await ada.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "tea", ParticipantIds = [bob.User.Id] });

        await ada.AskAsync(group, "Write to me@assistant.example or to @assistant-2.");
        var question = await ada.AskAsync(group, "What do you say, @assistant?");

        var reply = await ada.EndedAsync(Token);
        Assert.Equal(("I am here.", question.Id), (reply.Content, reply.ReplyTo));
        var said = Assert.Single(app.Provider.CallsAbout("What do you say, @assistant?")).Messages;
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
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        var request = new SendMessageRequest { ConversationId = tea.Id, ClientMessageId = Guid.NewGuid().ToString(), Content = "Once?" };

        var first = await device.Hub.SendMessage(request);
        await device.EndedAsync(Token);
        var second = await device.Hub.SendMessage(request);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(2, (await device.Hub.GetConversation(new() { ConversationId = tea.Id })).LastSeq);
        Assert.Single(app.Provider.CallsAbout("Once?"));
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
}
