using Chat.Client.Storing;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Terminal.Chatting;
using Chat.Tests.Assistant;
using Chat.Tests.Client;

namespace Chat.Tests.Terminal;

public sealed class FollowingTheAssistant(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_is_told_when_it_begins_and_whole_when_it_has_ended()
    {
        var say = new Prompter();
        app.Provider.Script = say.RunAsync;
        var ada = await app.RegisterAsync("ada", Token);
        using var chat = new ConsoleProgram(app.Address);
        await chat.SignInAsync(ada, Token);
        await using var device = await app.ConnectAsync(ada, Token);
        var tea = await device.Hub.CreateConversation(new() { Kind = ConversationKind.Assistant, Title = "tea" });
        await device.AskAsync(tea, "Count.");
        say.Next("one, ");
        await device.HeardAsync("", "one, ".Length, Token);

        // The question and the reply so far; then it ends.
        await using var following = chat.Start("follow", "tea", "--last", "2", "--count", "3", "--json");
        foreach (var _ in (int[])[1, 2]) { await following.LineAsync(); }

        say.Next("two");
        say.End();

        var told = (await following.EndAsync()).Good().Json<Message>();
        Assert.Equal(
            [("Count.", MessageStatus.Complete), ("one, ", MessageStatus.Streaming), ("one, two", MessageStatus.Complete)],
            told.Select(message => (message.Content, message.Status)));
    }

    [Fact]
    public void The_end_of_a_growing_reply_stands_beside_the_line_on_one_row()
    {
        var server = new ModelServer(Guid.NewGuid());
        using var store = new ChatStore(_ => { });
        store.Start(ChatState.Empty with { UserId = server.Me });
        var tea = server.Create(server.Me);
        server.Send(tea, Guid.NewGuid(), "");
        string Shown() => GrowingReply.Of(store.State.Find(tea.Id));
        void Sync() => store.EndSync(server.Sync(store.BeginSync(100)));

        server.Begin(tea);
        server.Write(tea, "First 1234567890 1234567890\n\u001b[31mthe end");
        Sync();
        Assert.Equal("(: …67890 1234567890↵␛[31mthe end) ", Shown());

        server.Finish(tea);
        Sync();
        Assert.Equal("", Shown());
    }
}
