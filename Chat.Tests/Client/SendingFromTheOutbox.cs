using Chat.Client;
using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Tests.Client;

public sealed class SendingFromTheOutbox : ClientTest
{
    private ModelConversation _tea = null!;
    private ModelConversation _coffee = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_tea, _coffee) = (Server.Model.Create(Server.Model.Me, Bob), Server.Model.Create(Server.Model.Me, Bob));
        await SignInAsync();
    }

    [Fact]
    public async Task A_message_is_in_the_outbox_until_it_is_acknowledged()
    {
        var hold = new TaskCompletionSource();
        Server.Plan("SendMessage", new Fate { Until = hold.Task });

        var message = await Client.SendAsync(_tea.Id, "hello", Token);
        Assert.Same(message, Assert.Single(Client.Outgoing));
        Assert.Equal("hello", Assert.Single((await Outbox.LoadAsync(Token))!.Messages).Request.Content);

        hold.SetResult();
        var sent = await message.Sent.WaitAsync(Patience, Token);
        Assert.Equal(sent, Assert.Single(_tea.Messages));
        await UntilAsync(() => Client.State.Find(_tea.Id)!.Messages.Count == 1);
        Assert.Empty(Client.Outgoing);
    }

    [Fact]
    public async Task What_was_written_offline_goes_in_the_order_it_was_written()
    {
        Server.IsDown = true;
        Server.Cut();
        await UntilAsync(() => Client.Status.State is ConnectionState.Offline);
        for (var i = 0; i < 5; i++) { await Client.SendAsync(_tea.Id, $"{i}", Token); }

        Server.IsDown = false;
        await UntilAsync(() => Client.Outgoing.Count == 0);

        Assert.Equal(["0", "1", "2", "3", "4"], _tea.Messages.Select(message => message.Content));
    }

    [Fact]
    public async Task A_message_whose_acknowledgement_is_lost_is_sent_again_and_is_there_once()
    {
        Server.Plan("SendMessage", Fate.CutAfter, Fate.CutBefore, Fate.CutAfter);

        var message = await Client.SendAsync(_tea.Id, "once", Token);

        var answer = await message.Sent.WaitAsync(Patience, Token);
        Assert.Equal(answer, Assert.Single(_tea.Messages));
        var sent = Server.Calls.Where(call => call.Method == "SendMessage").Select(call => ((SendMessageRequest)call.Request!).ClientMessageId);
        Assert.Equal(4, sent.Count());
        Assert.Single(sent.Distinct());
    }

    [Fact]
    public async Task One_that_is_refused_stays_as_failed_and_the_next_ones_go()
    {
        Server.Plan("SendMessage", Fate.Refused("conflict", "somebody answered 3 s ago"));

        var refused = await Client.SendAsync(_tea.Id, "late", Token);
        var next = await Client.SendAsync(_tea.Id, "next", Token);
        await next.Sent.WaitAsync(Patience, Token);

        Assert.Equal("conflict", (await Assert.ThrowsAsync<ChatRefusedException>(() => refused.Sent)).Code);
        Assert.Same(refused, Assert.Single(Client.Outgoing));

        await (await Client.RetryAsync(refused, Token)).Sent.WaitAsync(Patience, Token);
        Assert.Equal(["next", "late"], _tea.Messages.Select(message => message.Content));
    }

    [Fact]
    public async Task A_failed_one_can_be_thrown_away()
    {
        Server.Plan("SendMessage", Fate.Refused("invalid", "too long"));
        var refused = await Client.SendAsync(_tea.Id, "long", Token);
        await Assert.ThrowsAsync<ChatRefusedException>(() => refused.Sent.WaitAsync(Patience, Token));

        await Client.DiscardAsync(refused, Token);

        Assert.Empty(Client.Outgoing);
        Assert.Empty((await Outbox.LoadAsync(Token))!.Messages);
    }

    [Fact]
    public async Task A_limit_is_waited_for_as_long_as_it_says()
    {
        Server.Plan("SendMessage", Fate.Refused("rate_limited", "Too many calls; try again in 7 s"));

        await (await Client.SendAsync(_tea.Id, "patient", Token)).Sent.WaitAsync(Patience, Token);

        Assert.Contains(TimeSpan.FromSeconds(7), Clock.Waited);
        Assert.Single(_tea.Messages);
    }

    [Fact]
    public async Task A_message_that_the_server_always_fails_on_does_not_hold_up_the_others_for_ever()
    {
        Server.Plan("SendMessage", [.. Enumerable.Repeat(Fate.Refused("internal", "Its trace id is 1."), 8)]);

        var poison = await Client.SendAsync(_tea.Id, "poison", Token);
        await (await Client.SendAsync(_tea.Id, "next", Token)).Sent.WaitAsync(Patience, Token);

        Assert.Equal("internal", poison.Failure?.Code);
    }

    [Fact]
    public async Task Conversations_do_not_wait_for_each_other_and_messages_of_one_do()
    {
        var hold = new TaskCompletionSource();
        Server.Plan("SendMessage", new Fate { Until = hold.Task });
        var first = await Client.SendAsync(_tea.Id, "first", Token);
        await Server.UntilAsync("SendMessage", 1);
        await Client.SendAsync(_tea.Id, "second", Token);

        await (await Client.SendAsync(_coffee.Id, "elsewhere", Token)).Sent.WaitAsync(Patience, Token);
        Assert.Equal(2, CallsOf("SendMessage"));

        hold.SetResult();
        await first.Sent.WaitAsync(Patience, Token);
        await UntilAsync(() => Client.Outgoing.Count == 0);
        Assert.Equal(["first", "second"], _tea.Messages.Select(message => message.Content));
    }

    [Fact]
    public async Task What_was_not_acknowledged_outlives_the_program()
    {
        Server.IsDown = true;
        Server.Cut();
        await Client.SendAsync(_tea.Id, "later", Token);
        await Client.DisposeAsync();

        Server.IsDown = false;
        Client = await StartAsync();
        await UntilAsync(() => Client.Outgoing.Count == 0 && _tea.Messages.Count == 1);

        Assert.Equal("later", Assert.Single(_tea.Messages).Content);
    }

    [Fact]
    public async Task What_somebody_else_wrote_is_not_sent_in_this_users_name()
    {
        await Client.DisposeAsync();
        await Outbox.SaveAsync(
            new()
            {
                UserId = Bob,
                Messages = [new() { CreatedAt = default, Request = new() { ConversationId = _tea.Id, ClientMessageId = "b", Content = "I am Bob" } }],
            }, Token);

        Client = await StartAsync();
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);
        await (await Client.SendAsync(_tea.Id, "I am not", Token)).Sent.WaitAsync(Patience, Token);

        Assert.Equal("I am not", Assert.Single(_tea.Messages).Content);
    }

    [Fact]
    public async Task A_read_mark_is_repeated_until_it_is_answered()
    {
        Server.Model.Send(_tea, Bob, "hello");
        Server.Plan("MarkRead", Fate.CutBefore, Fate.CutAfter, Fate.Refused("unavailable", "The database is away."));

        await Client.MarkReadAsync(_tea.Id, 1, Token);

        Assert.Equal(4, CallsOf("MarkRead"));
        await UntilAsync(() => Client.State.Find(_tea.Id)?.UnreadCount == 0);
    }

    [Fact]
    public async Task A_conversation_that_was_just_made_and_its_first_message_are_known_before_they_are_told()
    {
        Server.Model.Tell = _ => { };

        var made = await Client.CreateConversationAsync(new() { Kind = ConversationKind.Group }, Token);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal(made.Revision, Client.State.Find(made.Id)?.Revision);

        var sent = await (await Client.SendAsync(made.Id, "first", Token)).Sent.WaitAsync(Patience, Token);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal([sent], Client.State.Find(made.Id)!.Messages);
    }

    [Fact]
    public async Task A_message_to_a_conversation_that_is_not_here_has_it_fetched()
    {
        Server.Model.Tell = _ => { };
        var elsewhere = Server.Model.Create(Server.Model.Me, Bob);

        var sent = await (await Client.SendAsync(elsewhere.Id, "first", Token)).Sent.WaitAsync(Patience, Token);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);

        Assert.Equal([sent], Client.State.Find(elsewhere.Id)?.Messages);
    }
}
