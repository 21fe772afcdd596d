using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Chat.Core.Messages;
using Chat.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Messages;

public sealed class SendingMessages(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_answered_as_it_is_read_later()
    {
        var (ada, bob) = (await world.UserAsync("ada", "Ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);

        var sent = await world.SendAsync(ada, chat.Id, "Xin chào");

        Assert.Equal((1, 2, "Xin chào", "Ada"), (sent.Seq, sent.Revision, sent.Content, sent.Sender!.DisplayName));
        Assert.Equivalent(sent, Assert.Single(await world.HistoryAsync(bob, chat.Id)), strict: true);
        Assert.Equivalent(sent, (await world.SeenAsync(bob, chat.Id)).LastMessage, strict: true);
    }

    [Fact]
    public async Task A_retry_is_sent_once()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var first = await world.SendAsync(ada, chat.Id, "once", "the-id");

        var retry = await world.SendAsync(ada, chat.Id, "other words", "the-id");

        Assert.Equivalent(first, retry, strict: true);
        Assert.Single(await world.HistoryAsync(ada, chat.Id));
    }

    [Fact]
    public async Task Copies_in_flight_at_once_are_one_message_also_in_other_conversations()
    {
        var users = await world.UsersAsync(6);
        var chats = await Task.WhenAll(users[1..].Select(other => world.PrivateAsync(users[0], other)));
        for (var round = 0; round < 10; round++)
        {
            var id = $"same-{round}";
            var sent = await Task.WhenAll(Enumerable.Range(0, 40).Select(at => world.SendAsync(users[0], chats[at % chats.Length].Id, "x", id)));
            Assert.Single(sent.Select(one => one.Id).Distinct());
        }

        Assert.Equal(10, (await Task.WhenAll(chats.Select(async chat => (await world.SeenAsync(users[0], chat.Id)).LastSeq))).Sum());
    }

    [Fact]
    public async Task A_retry_after_a_restart_finds_the_first_message()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var first = await world.SendAsync(ada, chat.Id, "once", "before-the-restart");
        var data = Directory.CreateTempSubdirectory("chat-world-").FullName;
        await using var restarted = await world.StartAsync(data, new Committed());

        var retry = await restarted.GetRequiredService<SendMessage>().HandleAsync(
            ada, new() { ConversationId = chat.Id, ClientMessageId = "before-the-restart", Content = "once" }, Token);

        Assert.Equal(first.Id, retry.Done().Id);
    }

    [Fact]
    public async Task The_same_id_of_two_senders_is_two_messages()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);

        var messages = await Task.WhenAll(world.SendAsync(ada, chat.Id, "a", "1"), world.SendAsync(bob, chat.Id, "b", "1"));

        Assert.Equal([1, 2], messages.Select(one => one.Seq).Order());
    }

    [Fact]
    public async Task Many_senders_leave_no_gap_in_seq_or_revision_whatever_is_refused_between()
    {
        var users = await world.UsersAsync(51);
        var stranger = users[50];
        var group = await world.GroupAsync(users[0], users[1..50]);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(at => new[]
        {
            Task.Run(() => world.TrySendAsync(users[at], group.Id, $"one {at}"), Token),
            Task.Run(() => world.TrySendAsync(stranger, group.Id, "let me in"), Token),
            Task.Run(() => world.TrySendAsync(users[at], group.Id, "reply", replyTo: Guid.NewGuid()), Token),
            Task.Run(() => world.TrySendAsync(users[at], group.Id, $"two {at}"), Token),
        }));

        Assert.Equal(100, outcomes.Count(one => one.Code() is "not_found"));
        var messages = await world.HistoryAsync(users[7], group.Id);
        Assert.Equal(Enumerable.Range(1, 100).Select(seq => (long)seq), messages.Select(one => one.Seq));
        Assert.Equal(Enumerable.Range(2, 100).Select(revision => (long)revision), messages.Select(one => one.Revision));
        Assert.Equal(101, (await world.SeenAsync(users[3], group.Id)).Revision);
        Assert.Equal(Enumerable.Range(1, 101).Select(at => (long)at), (await world.ToldAsync(group.Id)).Select(change => change.At));
    }

    [Fact]
    public async Task What_is_committed_is_delivered_in_the_order_of_revisions()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var sent = await world.SendAsync(ada, chat.Id);

        var changes = (await world.ToldAsync(chat.Id));

        Assert.Equal([1, 2], changes.Select(change => change.At));
        Assert.Equal(sent, Assert.IsType<MessageAdded>(changes[1]).Message);
    }

    [Fact]
    public async Task Nobody_answers_a_customer_twice()
    {
        var (ada, bob, eve) = (await world.UserAsync("ada"), await world.UserAsync("bob", "Bình"), await world.UserAsync("eve"));
        var group = await world.GroupAsync(ada, bob, eve);
        var question = await world.SendAsync(ada, group.Id, "?");
        var send = world.Get<SendMessage>();
        SendMessageRequest Answer(string id) => new()
        {
            ConversationId = group.Id, ClientMessageId = id, Content = "!", IfUnansweredSince = question.Seq,
        };

        var both = await Task.WhenAll(send.HandleAsync(bob, Answer("b"), Token), send.HandleAsync(eve, Answer("e"), Token));

        Assert.Equal(["conflict", "done"], both.Select(one => one.Code()).Order());
        Assert.Equal(2, (await world.SeenAsync(ada, group.Id)).LastSeq);
        var late = await send.HandleAsync(ada, Answer("a"), Token);
        Assert.Contains("answered", late.Match(_ => "", refusal => refusal.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_named_with_an_at_sign_are_mentioned()
    {
        var (ada, bob, eve) = (await world.UserAsync("ada"), await world.UserAsync("bob"), await world.UserAsync("eve"));
        var group = await world.GroupAsync(ada, bob);
        var bobName = (await world.SeenAsync(bob, group.Id)).Participants[0].User.Username;

        var named = await world.SendAsync(ada, group.Id, $"mail@{bobName} and @{bobName.ToUpperInvariant()}, @eve");
        var nobody = await world.SendAsync(ada, group.Id, $"mail@{bobName} @{bobName}x");

        Assert.Equal([bob.AccountId], named.Mentions);
        Assert.Null(nobody.Mentions);
        Assert.NotEqual(eve.AccountId, bob.AccountId);
    }

    [Fact]
    public async Task A_thousand_sends_at_once_are_a_thousand_messages()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);

        var sent = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(at => world.SendAsync(at % 2 is 0 ? ada : bob, chat.Id, $"{at}")));

        Assert.Equal(Enumerable.Range(1, 1_000).Select(seq => (long)seq), sent.Select(one => one.Seq).Order());
        Assert.Equal(500, (await world.SeenAsync(bob, chat.Id)).UnreadCount);
    }
}
