using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Messages;
using Chat.Core.Search;
using Chat.Tests.Conversations;

namespace Chat.Tests.Search;

public sealed class Searching(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Hôm nay trời Hà Nội đẹp quá", "ha noi")]
    [InlineData("Hôm nay trời Hà Nội đẹp quá", "HÀ NỘI")]
    [InlineData("Hôm nay trời Hà Nội đẹp quá", "đẹp")]
    [InlineData("Hôm nay trời Hà Nội đẹp quá", "dep qu")]
    [InlineData("Hôm nay trời Hà Nội đẹp quá", "noi hom")]
    [InlineData("Nguyễn Thị Đường", "nguyen duong")]
    [InlineData("order-4711 is late", "4711")]
    [InlineData("你好世界", "世界")]
    [InlineData("it's John's", "john")]
    public async Task Vietnamese_is_found_with_and_without_diacritics(string content, string query)
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var sent = await world.SendAsync(ada, chat.Id, content);
        await world.SendAsync(ada, chat.Id, "something else entirely");

        Assert.Equal(sent.Id, Assert.Single((await SearchAsync(bob, query)).Hits).Message.Id);
    }

    [Fact]
    public async Task Every_word_must_be_there_and_only_the_last_may_be_begun()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        await world.SendAsync(ada, chat.Id, "chiều mưa");

        Assert.Single((await SearchAsync(ada, "chieu mu")).Hits);
        Assert.Empty((await SearchAsync(ada, "chi mua")).Hits);
        Assert.Empty((await SearchAsync(ada, "chieu nang")).Hits);
        Assert.Empty((await SearchAsync(ada, "chieu mu ")).Hits);
    }

    [Fact]
    public async Task The_very_letters_come_first()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var exact = await world.SendAsync(ada, chat.Id, "bạn ăn phở không");
        await world.SendAsync(ada, chat.Id, "ban an pho khong");
        await world.SendAsync(ada, chat.Id, "bán phổ");

        var hits = (await SearchAsync(ada, "phở")).Hits;

        Assert.Equal(3, hits.Count);
        Assert.Equal(exact.Id, hits[0].Message.Id);
        Assert.Equal("bạn ăn \uE000phở\uE001 không", hits[0].Snippet);
    }

    [Fact]
    public async Task Strangers_deleted_and_cleared_messages_are_not_found()
    {
        var (ada, bob, eve) = (await world.UserAsync("ada"), await world.UserAsync("bob"), await world.UserAsync("eve"));
        var chat = await world.PrivateAsync(ada, bob);
        var sent = await world.SendAsync(ada, chat.Id, "bimatquan");

        Assert.Empty((await SearchAsync(eve, "bimatquan")).Hits);
        Assert.Equal("not_found", (await world.Get<SearchMessages>().HandleAsync(eve, new() { Query = "bimatquan", ConversationId = chat.Id }, Token)).Code());
        await world.Get<ClearHistory>().HandleAsync(bob, chat.Id, Token);
        Assert.Empty((await SearchAsync(bob, "bimatquan")).Hits);
        await world.Get<EditMessage>().HandleAsync(ada, new() { MessageId = sent.Id, Content = "khacroi" }, Token);
        Assert.Empty((await SearchAsync(ada, "bimatquan")).Hits);
        Assert.Single((await SearchAsync(ada, "khacroi")).Hits);
        await world.Get<DeleteMessage>().HandleAsync(ada, sent.Id, Token);
        Assert.Empty((await SearchAsync(ada, "khacroi")).Hits);
    }

    [Fact]
    public async Task Pages_hold_every_hit_once()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        for (var at = 0; at < 25; at++) { await world.SendAsync(ada, chat.Id, $"trang {at}"); }

        var seen = new List<Guid>();
        string? before = null;
        do
        {
            var page = (await world.Get<SearchMessages>().HandleAsync(ada, new() { Query = "trang", Limit = 7, Before = before }, Token)).Done();
            seen.AddRange(page.Hits.Select(hit => hit.Message.Id));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal((25, 25), (seen.Count, seen.Distinct().Count()));
    }

    [Theory]
    [InlineData("'")]
    [InlineData("& | ! ( ) : * <->")]
    [InlineData("\\")]
    [InlineData("\0")]
    public async Task Signs_that_mean_something_to_the_database_do_no_harm(string query)
    {
        var ada = await world.UserAsync("ada");
        Assert.Equal("invalid", (await world.Get<SearchMessages>().HandleAsync(ada, new() { Query = query }, Token)).Code());
        Assert.Empty((await SearchAsync(ada, $"a'b\\c & {(query is "\0" ? "" : query)}d:*")).Hits);
    }

    [Fact]
    public void A_snippet_is_around_what_was_found()
    {
        var query = SearchQuery.Read("tim").Done();
        var text = new string('x', 100) + " tìm\nthấy " + new string('y', 300);

        var snippet = Snippet.Of(text, query);

        Assert.StartsWith("…", snippet, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet, StringComparison.Ordinal);
        Assert.Contains(" \uE000tìm\uE001 thấy ", snippet, StringComparison.Ordinal);
        Assert.True(snippet.Length < 170);
        Assert.Equal("a \uE000tim\uE001", Snippet.Of("\uE000a\uE001 tim", query));
    }

    [Fact]
    public async Task People_are_found_by_a_part_of_either_name_without_diacritics()
    {
        var one = await world.UserAsync("Nguyễn Ánh", "Ánh Tuyết");
        await world.UserAsync("robot", "Ánh Máy", Chat.Contracts.Accounts.UserRole.Bot);
        async Task<Guid[]> FindAsync(string query) =>
            [.. (await world.Get<FindUsers>().HandleAsync(new() { Query = query }, Token)).Done().Select(user => user.Id)];

        foreach (var query in (string[])["anh tuyet", "TUYẾT", "uye", "nguyen a", "án", "@Nguyễn"]) { Assert.Contains(one.AccountId, await FindAsync(query)); }

        Assert.DoesNotContain(one.AccountId, await FindAsync("ye"));
        Assert.Empty(await FindAsync("100%_"));
        Assert.Empty(await FindAsync("ánh máy"));
        Assert.Equal("invalid", (await world.Get<FindUsers>().HandleAsync(new() { Query = "a" }, Token)).Code());
        Assert.Equal("invalid", (await world.Get<FindUsers>().HandleAsync(new() { Query = "abc", Limit = 51 }, Token)).Code());
    }

    private async Task<SearchPage> SearchAsync(Caller caller, string query) =>
        (await world.Get<SearchMessages>().HandleAsync(caller, new() { Query = query }, Token)).Done();
}
