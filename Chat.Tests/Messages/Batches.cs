using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Messages;
using Chat.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Messages;

/// <summary>What only shows when operations meet: in one batch, on two nodes, or a second time.</summary>
public sealed class Batches(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_mark_counts_what_its_own_batch_sent_before_it()
    {
        var (chat, ada) = (Guid.NewGuid(), Guid.NewGuid());
        var conversation = new ConversationState
        {
            Id = chat, Kind = ConversationKind.Group, Title = "", MemberCount = 2, MembersBefore = 2, LastSeq = 10, CreatedAt = default,
        };
        var member = new MemberState
        {
            ConversationId = chat, AccountId = ada, Role = ParticipantRole.Member, JoinedAt = default, OwnSent = 3, OwnSentBefore = 3, OwnUpTo = { [5] = 1 },
        };
        conversation.Members[ada] = member;
        var state = new LogState(DateTimeOffset.UnixEpoch);
        state.Load(conversation);

        state.Add(conversation, Draft(chat, ada));

        Assert.Equal(4, member.OwnSent);
        Assert.Equal(3, conversation.OwnAfter(member, 5));
    }

    [Fact]
    public async Task Two_nodes_give_every_revision_once()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var message = await world.SendAsync(ada, chat.Id);
        var there = new Committed();
        var data = Directory.CreateTempSubdirectory("chat-world-").FullName;
        await using var other = await world.StartAsync(data, there);
        var react = other.GetRequiredService<ReactToMessage>();

        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var at = 0; at < 100; at++) { await world.Get<ReactToMessage>().HandleAsync(ada, new() { MessageId = message.Id, Emoji = "👍", On = at % 2 is 0 }, Token); }
            }, Token),
            Task.Run(async () =>
            {
                for (var at = 0; at < 100; at++) { await react.HandleAsync(bob, new() { MessageId = message.Id, Emoji = "👍", On = at % 2 is 0 }, Token); }
            }, Token));

        await ChatWorld.SettleAsync(other.GetRequiredService<IMessageLog>());
        var told = (await world.ToldAsync(chat.Id)).Concat(there.Of(chat.Id)).Select(change => change.At).Order();
        Assert.Equal(Enumerable.Range(1, 202).Select(at => (long)at), told);
        Assert.Empty(Assert.Single(await world.HistoryAsync(ada, chat.Id)).Reactions);
    }

    [Fact]
    public async Task A_repeat_tells_again_what_perhaps_nobody_heard()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var sent = await world.SendAsync(ada, chat.Id, "hello", "the-id");
        var repeat = new Sending(Draft(chat.Id, ada.AccountId) with { ClientMessageId = "the-id" }, ifUnansweredSince: null);
        repeat.Repeat();

        Assert.Equal(sent.Id, (await world.Get<IMessageLog>().AppendAsync(repeat, Token)).Done().Id);

        Assert.Equal([1, 2, 2], (await world.ToldAsync(chat.Id)).Select(change => change.At));
        Assert.Equivalent(sent, Assert.IsType<MessageAdded>((await world.ToldAsync(chat.Id))[2]).Message);
    }

    private static Message Draft(Guid conversationId, Guid senderId) => new()
    {
        Id = Guid.CreateVersion7(),
        ConversationId = conversationId,
        Seq = 0,
        SenderId = senderId,
        Role = MessageRole.User,
        Type = MessageType.Text,
        Content = "hello",
        Status = MessageStatus.Complete,
        Attachments = [],
        Reactions = [],
        Revision = 0,
        CreatedAt = default,
    };
}
