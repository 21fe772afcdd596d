using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Messages;

namespace Chat.Tests.Conversations;

public sealed class OwnStates(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_concerns_one_member_alone_counts_densely_and_tells_nobody_else()
    {
        var users = await world.UsersAsync(4);
        var chats = await Task.WhenAll(users[1..].Select(other => world.PrivateAsync(users[0], other)));

        await Task.WhenAll(Enumerable.Range(0, 30).Select(at =>
            world.Get<MuteConversation>().HandleAsync(users[0], new() { ConversationId = chats[at % 3].Id, Muted = at / 3 % 2 is 0 }, Token)));

        var own = (await world.OwnToldAsync(users[0].AccountId));
        Assert.NotEmpty(own);
        Assert.Equal(Enumerable.Range(1, own.Count).Select(at => (long)at), own.Select(change => change.State.OwnRevision).Order());
        foreach (var chat in chats) { Assert.Single(await world.ToldAsync(chat.Id)); }
        Assert.Empty(await world.OwnToldAsync(users[1].AccountId));
    }

    [Fact]
    public async Task Muting_is_the_members_own()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var mute = world.Get<MuteConversation>();
        for (var times = 0; times < 2; times++) { Assert.Equal("done", (await mute.HandleAsync(ada, new() { ConversationId = chat.Id, Muted = true }, Token)).Code()); }

        Assert.True((await world.SeenAsync(ada, chat.Id)).Muted);
        Assert.False((await world.SeenAsync(bob, chat.Id)).Muted);
        Assert.Single(await world.OwnToldAsync(ada.AccountId));
    }

    [Fact]
    public async Task A_cleared_history_is_gone_for_the_caller_alone()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var old = await world.SendAsync(bob, chat.Id, "old");

        Assert.Equal("done", (await world.Get<ClearHistory>().HandleAsync(ada, chat.Id, Token)).Code());

        Assert.Empty(await world.HistoryAsync(ada, chat.Id));
        var seen = await world.SeenAsync(ada, chat.Id);
        Assert.Equal((0L, 1L, null), (seen.UnreadCount, seen.LastSeq, seen.LastMessage));
        Assert.Single(await world.HistoryAsync(bob, chat.Id));
        Assert.Equal("not_found", (await world.Get<ReactToMessage>().HandleAsync(ada, new() { MessageId = old.Id, Emoji = "👍", On = true }, Token)).Code());
        Assert.Equal("not_found", (await world.TrySendAsync(ada, chat.Id, replyTo: old.Id)).Code());
        await world.SendAsync(bob, chat.Id, "new");
        Assert.Equal("new", Assert.Single(await world.HistoryAsync(ada, chat.Id)).Content);
        Assert.Equal(1, (await world.SeenAsync(ada, chat.Id)).UnreadCount);
    }

    [Fact]
    public async Task A_deleted_private_conversation_comes_back_empty_with_the_next_message()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        await world.SendAsync(bob, chat.Id, "old");
        Assert.Equal("done", (await world.Get<DeleteConversation>().HandleAsync(ada, chat.Id, Token)).Code());
        Assert.True((await world.OwnToldAsync(ada.AccountId))[^1].Hidden);
        Assert.Empty(await ListAsync(ada));
        Assert.Single(await ListAsync(bob));

        await world.SendAsync(bob, chat.Id, "new");

        Assert.Equal(chat.Id, Assert.Single(await ListAsync(ada)).Id);
        Assert.Equal("new", Assert.Single(await world.HistoryAsync(ada, chat.Id)).Content);
    }

    [Fact]
    public async Task Opening_a_deleted_private_conversation_shows_it_again_without_what_was_before()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        await world.SendAsync(bob, chat.Id, "old");
        await world.Get<DeleteConversation>().HandleAsync(ada, chat.Id, Token);

        Assert.Equal(chat.Id, (await world.PrivateAsync(ada, bob)).Id);

        Assert.Single(await ListAsync(ada));
        Assert.Empty(await world.HistoryAsync(ada, chat.Id));
        Assert.False((await world.OwnToldAsync(ada.AccountId))[^1].Hidden);
    }

    [Fact]
    public async Task A_group_is_deleted_by_its_owner_for_all()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var group = await world.GroupAsync(ada, bob);
        var delete = world.Get<DeleteConversation>();

        Assert.Equal("forbidden", (await delete.HandleAsync(bob, group.Id, Token)).Code());
        Assert.Equal("done", (await delete.HandleAsync(ada, group.Id, Token)).Code());

        Assert.Empty(await ListAsync(bob));
        Assert.Equal("not_found", (await delete.HandleAsync(ada, group.Id, Token)).Code());
        var gone = Assert.IsType<Core.Changes.ConversationDeleted>((await world.ToldAsync(group.Id))[^1]);
        Assert.Equal(new[] { ada.AccountId, bob.AccountId }.Order(), gone.Members.Order());
    }

    private async Task<IReadOnlyList<Conversation>> ListAsync(Caller caller) =>
        (await world.Get<GetConversations>().HandleAsync(caller, new(), Token)).Done().Conversations;
}
