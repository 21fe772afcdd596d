using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Messages;
using Chat.Tests.Conversations;

namespace Chat.Tests.Messages;

public sealed class ReadMarks(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unread_are_others_messages_after_the_mark()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var random = new Random(7);
        var senders = new List<Caller>();
        for (var at = 0; at < 60; at++)
        {
            senders.Add(random.Next(2) is 0 ? ada : bob);
            await world.SendAsync(senders[^1], chat.Id);
            if (random.Next(4) is 0) { await MarkAsync(ada, chat.Id, random.Next(senders.Count + 1)); }

            var seen = await world.SeenAsync(ada, chat.Id);
            Assert.Equal(senders.Skip((int)seen.LastReadSeq).Count(sender => sender == bob), seen.UnreadCount);
        }
    }

    [Fact]
    public async Task Marks_and_sends_of_one_moment_count_right()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(at => Task.Run(async () =>
            {
                if (at % 4 is 3) { await MarkAsync(ada, chat.Id, round * 10); } else { await world.SendAsync(at % 2 is 0 ? ada : bob, chat.Id); }
            })));
        }

        var seen = await world.SeenAsync(ada, chat.Id);
        var messages = await world.HistoryAsync(ada, chat.Id);
        Assert.Equal(messages.Count(one => one.Seq > seen.LastReadSeq && one.SenderId == bob.AccountId), seen.UnreadCount);
        Assert.Equal(90, seen.LastReadSeq);
    }

    [Fact]
    public async Task A_mark_goes_forward_only_and_each_step_is_one_revision()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        for (var at = 0; at < 3; at++) { await world.SendAsync(bob, chat.Id); }

        foreach (var seq in (long[])[2, 1, 2, 0, 3]) { Assert.Equal("done", await MarkAsync(ada, chat.Id, seq)); }

        var marks = (await world.ToldAsync(chat.Id)).OfType<ReadMarkMoved>().ToArray();
        Assert.Equal([(2, 5), (3, 6)], marks.Select(mark => (mark.Mark.Seq, mark.At)));
        Assert.Equal(6, (await world.SeenAsync(bob, chat.Id)).Revision);
        Assert.Equal(3, (await world.SeenAsync(bob, chat.Id)).Participants.Single(one => one.User.Id == ada.AccountId).LastReadSeq);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(2)]
    [InlineData(long.MaxValue)]
    public async Task A_mark_that_no_message_has_is_refused(long seq)
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        await world.SendAsync(bob, chat.Id);

        Assert.Equal("invalid", await MarkAsync(ada, chat.Id, seq));
    }

    [Fact]
    public async Task In_large_conversations_marks_are_the_readers_own()
    {
        var users = await world.UsersAsync(101);
        var group = await world.GroupAsync(users[0], users[1..]);
        await world.SendAsync(users[0], group.Id);

        Assert.Equal("done", await MarkAsync(users[1], group.Id, 1));

        var seen = await world.SeenAsync(users[1], group.Id);
        Assert.Equal((2L, 0L, 1L), (seen.Revision, seen.UnreadCount, seen.LastReadSeq));
        Assert.All((await world.SeenAsync(users[2], group.Id)).Participants, one => Assert.Equal(0, one.LastReadSeq));
        Assert.Equal(1, Assert.Single(await world.OwnToldAsync(users[1].AccountId)).State.Own.LastReadSeq);
    }

    private async Task<string> MarkAsync(Caller caller, Guid conversationId, long seq) =>
        (await world.Get<MarkRead>().HandleAsync(caller, new() { ConversationId = conversationId, Seq = seq }, Token)).Code();
}
