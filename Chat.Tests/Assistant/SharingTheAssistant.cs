using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>One reply at a time on this server: who waits, and what they are told.</summary>
public sealed class SharingTheAssistant(SharingTheAssistant.NarrowApp app) : IClassFixture<SharingTheAssistant.NarrowApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asked_less_is_served_first_and_whoever_waits_is_told()
    {
        var gates = new Gates();
        app.Provider.Script = gates.ServeAsync;
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await using var bob = await app.ConnectAsync(await app.RegisterAsync("bob", Token), Token);
        var conversations = new[] { await ada.TalkAsync(), await ada.TalkAsync(), await ada.TalkAsync(), await bob.TalkAsync() };

        await ada.AskAsync(conversations[0], "ada 1");
        await gates.ServedAsync("ada 1", Token);
        await ada.AskAsync(conversations[1], "ada 2");
        var waiting = (await ada.NextAsync<MessageChange>(Token)).Message;
        await ada.AskAsync(conversations[2], "ada 3");
        await bob.AskAsync(conversations[3], "bob 1");

        Assert.Equal((MessageStatus.Streaming, "The assistant is busy; this is the next reply."), (waiting.Status, waiting.Notice));
        Assert.Equal("rate_limited", await Asking.CodeOfAsync(async () => await ada.AskAsync(await ada.TalkAsync(), "ada 4")));

        foreach (var next in (string[])["ada 1", "bob 1", "ada 2", "ada 3"])
        {
            await gates.ServedAsync(next, Token);
            gates.Open(next);
        }

        var bobs = await bob.EndedAsync(Token);
        Assert.Equal((MessageStatus.Complete, "bob 1", null), (bobs.Status, bobs.Content, bobs.Notice));
        for (var at = 0; at < 3; at++) { Assert.Equal(MessageStatus.Complete, (await ada.EndedAsync(Token)).Status); }
    }

    [Fact]
    public async Task A_reply_that_waits_can_be_stopped()
    {
        var gates = new Gates();
        app.Provider.Script = gates.ServeAsync;
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var (first, second) = (await ada.TalkAsync(), await ada.TalkAsync());
        await ada.AskAsync(first, "first");
        await gates.ServedAsync("first", Token);
        await ada.AskAsync(second, "second");

        await ada.Hub.StopReply(new() { ConversationId = second.Id });

        var stopped = await ada.EndedAsync(Token);
        Assert.Equal((second.Id, MessageStatus.Stopped, ""), (stopped.ConversationId, stopped.Status, stopped.Content));
        gates.Open("first");
        Assert.Equal("first", (await ada.EndedAsync(Token)).Content);
    }

    [Fact]
    public async Task The_pieces_of_a_reply_that_waited_continue_the_message_that_said_so()
    {
        var (gates, say) = (new Gates(), new Prompter());
        app.Provider.Script = call => call.Question is "second" ? say.RunAsync(call) : gates.ServeAsync(call);
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var (first, second) = (await ada.TalkAsync(), await ada.TalkAsync());
        await ada.AskAsync(first, "first");
        await gates.ServedAsync("first", Token);
        await ada.AskAsync(second, "second");
        Message waiting;
        do { waiting = (await ada.NextAsync<MessageChange>(Token)).Message; } while (waiting.ConversationId != second.Id);

        gates.Open("first");
        say.Next("At last.");
        MessageDelta piece;
        do { piece = await ada.NextAsync<MessageDelta>(Token); } while (piece.ConversationId != second.Id);

        Assert.NotNull(waiting.Notice);
        Assert.Equal(waiting.Revision, piece.Revision);
        Assert.Equal("At last.", (await ada.ReadAsync(second.Id, waiting.Id)).Content);
        say.End();
        Message ended;
        do { ended = await ada.EndedAsync(Token); } while (ended.ConversationId != second.Id);
        Assert.Equal(waiting.Revision + 1, ended.Revision);
    }

    [Fact]
    public async Task In_a_group_questions_wait_for_each_other()
    {
        var gates = new Gates();
        app.Provider.Script = gates.ServeAsync;
        var bob = await app.RegisterAsync("bob", Token);
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await using var other = await app.ConnectAsync(bob, Token);
        var group = await ada.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "tea", ParticipantIds = [bob.User.Id] });

        await ada.AskAsync(group, "@assistant one");
        await gates.ServedAsync("ada: @assistant one", Token);
        await other.AskAsync(group, "@assistant two");
        gates.Open("ada: @assistant one");
        gates.Open("bob: @assistant two");

        Assert.Equal("ada: @assistant one", (await ada.EndedAsync(Token)).Content);
        Assert.Equal("bob: @assistant two", (await ada.EndedAsync(Token)).Content);
    }

    public sealed class NarrowApp : AssistantApp
    {
        protected override IReadOnlyList<string> More => ["--Chat:Assistant:MaxRunning=1", "--Chat:Assistant:MaxWaitingPerUser=2"];
    }

    /// <summary>Answers with the question, when the test says so.</summary>
    private sealed class Gates
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (TaskCompletionSource Served, TaskCompletionSource Open)> _all = [];

        public async Task ServeAsync(ProviderCall call)
        {
            Of(call.Question).Served.TrySetResult();
            await Of(call.Question).Open.Task.WaitAsync(call.Aborted);
            await call.SayAsync(call.Question);
        }

        public Task ServedAsync(string question, CancellationToken cancellationToken) => Of(question).Served.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

        public void Open(string question) => Of(question).Open.TrySetResult();

        private (TaskCompletionSource Served, TaskCompletionSource Open) Of(string question) => _all.GetOrAdd(question, _ => (new(), new()));
    }
}
