using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Messages;
using Chat.Tests.Conversations;

namespace Chat.Tests.Messages;

public sealed class ChangingMessages(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_its_sender_edits_a_message_and_the_same_words_change_nothing()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var sent = await world.SendAsync(ada, chat.Id, "frist");

        Assert.Equal("forbidden", (await EditAsync(bob, sent, "second")).Code());
        var edited = (await EditAsync(ada, sent, "first")).Done();
        Assert.Equal("invalid", (await EditAsync(ada, sent, " ")).Code());
        Assert.Equal(edited, (await EditAsync(ada, sent, "first")).Done());

        Assert.Equal(("first", 3L, 1L), (edited.Content, edited.Revision, edited.Seq));
        Assert.NotNull(edited.EditedAt);
        Assert.Equivalent(edited, Assert.Single(await world.HistoryAsync(bob, chat.Id)), strict: true);
    }

    [Fact]
    public async Task A_deleted_message_is_an_empty_shell_that_takes_nothing_more()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var group = await world.GroupAsync(ada, bob);
        var sent = await world.SendAsync(bob, group.Id, "secret");
        await ReactAsync(ada, sent, "👍");
        var eve = await world.UserAsync("eve");

        Assert.Equal("not_found", (await DeleteAsync(eve, sent)).Code());
        var shell = (await DeleteAsync(ada, sent)).Done();

        Assert.Equal(("", 0, 4L), (shell.Content, shell.Reactions.Count, shell.Revision));
        Assert.NotNull(shell.DeletedAt);
        Assert.Equal("conflict", (await EditAsync(bob, sent, "again")).Code());
        Assert.Equal("conflict", (await ReactAsync(bob, sent, "👍")).Code());
        Assert.Equal(4, (await DeleteAsync(bob, sent)).Done().Revision);
        Assert.Equivalent(shell, Assert.Single(await world.HistoryAsync(bob, group.Id)), strict: true);
    }

    [Fact]
    public async Task In_a_private_conversation_nobody_deletes_the_others_words()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var sent = await world.SendAsync(ada, (await world.PrivateAsync(ada, bob)).Id);

        Assert.Equal("forbidden", (await DeleteAsync(bob, sent)).Code());
    }

    [Fact]
    public async Task Everybody_has_each_emoji_once()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var sent = await world.SendAsync(ada, (await world.PrivateAsync(ada, bob)).Id);

        await ReactAsync(ada, sent, "👍");
        await ReactAsync(bob, sent, "👍");
        await ReactAsync(bob, sent, "👍");
        var reacted = (await ReactAsync(bob, sent, "❤️")).Done();
        var taken = (await ReactAsync(bob, sent, "❤️", on: false)).Done();

        Assert.Equal(["👍", "❤️"], reacted.Reactions.Select(one => one.Emoji));
        Assert.Equal([ada.AccountId, bob.AccountId], reacted.Reactions[0].UserIds);
        Assert.Equal("👍", Assert.Single(taken.Reactions).Emoji);
        Assert.Equal(taken.Revision, (await ReactAsync(bob, sent, "❤️", on: false)).Done().Revision);
        Assert.Equal("invalid", (await ReactAsync(bob, sent, "not an emoji")).Code());
    }

    [Fact]
    public async Task Reactions_of_one_moment_are_all_kept()
    {
        var users = await world.UsersAsync(20);
        var group = await world.GroupAsync(users[0], users[1..]);
        var sent = await world.SendAsync(users[0], group.Id);

        await Task.WhenAll(users.Select(user => ReactAsync(user, sent, "🎉")));

        var message = Assert.Single(await world.HistoryAsync(users[0], group.Id));
        Assert.Equal(20, Assert.Single(message.Reactions).UserIds.Count);
        Assert.Equal(22, message.Revision);
    }

    [Fact]
    public async Task A_message_has_at_most_twenty_kinds_of_reactions()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var sent = await world.SendAsync(ada, (await world.PrivateAsync(ada, bob)).Id);
        for (var at = 0; at < 20; at++) { Assert.Equal("done", (await ReactAsync(ada, sent, char.ConvertFromUtf32(0x1F600 + at))).Code()); }

        Assert.Equal("invalid", (await ReactAsync(bob, sent, "🎉")).Code());
        Assert.Equal("done", (await ReactAsync(bob, sent, "😀")).Code());
    }

    [Theory]
    [InlineData(-1L, null, null)]
    [InlineData(null, -1L, null)]
    [InlineData(1L, 1L, null)]
    [InlineData(null, null, 0)]
    [InlineData(null, null, 201)]
    public async Task A_page_that_cannot_be_is_refused(long? before, long? after, int? limit)
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);

        var page = await world.Get<GetMessages>().HandleAsync(
            ada, new() { ConversationId = chat.Id, Before = before, After = after, Limit = limit }, Token);

        Assert.Equal("invalid", page.Code());
    }

    [Fact]
    public async Task Pages_go_both_ways_and_by_offset()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        for (var at = 1; at <= 10; at++) { await world.SendAsync(ada, chat.Id, $"{at}"); }

        Assert.Equal("8,9,10 True", await PageAsync(ada, chat.Id, null, null, 0));
        Assert.Equal("1,2 False", await PageAsync(ada, chat.Id, 3, null, 0));
        Assert.Equal("5,6,7 True", await PageAsync(ada, chat.Id, null, 4, 0));
        Assert.Equal("8,9,10 False", await PageAsync(ada, chat.Id, null, 7, 0));
        Assert.Equal("5,6,7 True", await PageAsync(ada, chat.Id, null, null, 3));
        Assert.Equal(" False", await PageAsync(ada, chat.Id, null, null, 100));
        Assert.Equal(" False", await PageAsync(ada, chat.Id, 0, null, 0));
        Assert.Equal(" False", await PageAsync(ada, chat.Id, null, long.MaxValue, 0));
    }

    private async Task<string> PageAsync(Caller caller, Guid id, long? before, long? after, long offset)
    {
        var request = new GetMessagesRequest { ConversationId = id, Before = before, After = after, Limit = 3 };
        var page = (await world.Get<GetMessages>().HandleAsync(caller, request, offset, Token)).Done();
        return $"{string.Join(',', page.Messages.Select(one => one.Seq))} {page.HasMore}";
    }

    private Task<Core.Results.Result<Message>> EditAsync(Caller caller, Message message, string content) =>
        world.Get<EditMessage>().HandleAsync(caller, new() { MessageId = message.Id, Content = content }, Token);

    private Task<Core.Results.Result<Message>> DeleteAsync(Caller caller, Message message) =>
        world.Get<DeleteMessage>().HandleAsync(caller, message.Id, Token);

    private Task<Core.Results.Result<Message>> ReactAsync(Caller caller, Message message, string emoji, bool on = true) =>
        world.Get<ReactToMessage>().HandleAsync(caller, new() { MessageId = message.Id, Emoji = emoji, On = on }, Token);
}
