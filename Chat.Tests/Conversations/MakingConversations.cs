using Chat.Contracts.Conversations;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Conversations;

public sealed class MakingConversations(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_have_one_private_conversation_whoever_opens_it_and_however_often_at_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));

            var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(at => at % 2 is 0 ? world.PrivateAsync(ada, bob) : world.PrivateAsync(bob, ada)));

            Assert.Single(opened.Select(one => one.Id).Distinct());
            Assert.Single(await world.ToldAsync(opened[0].Id));
        }
    }

    [Fact]
    public async Task A_private_race_between_two_nodes_has_one_winner()
    {
        var data = Directory.CreateTempSubdirectory("chat-world-").FullName;
        await using var other = await world.StartAsync(data, new Committed());
        var there = other.GetRequiredService<CreateConversation>();
        for (var round = 0; round < 10; round++)
        {
            var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
            var request = new CreateConversationRequest { Kind = ConversationKind.Private, ParticipantIds = [bob.AccountId] };

            var both = await Task.WhenAll(world.PrivateAsync(ada, bob), Task.Run(async () => (await there.HandleAsync(ada, request, Token)).Done()));

            Assert.Equal(both[0].Id, both[1].Id);
        }
    }

    [Fact]
    public async Task A_private_conversation_is_named_after_the_other()
    {
        var (ada, bob) = (await world.UserAsync("ada", "Ada"), await world.UserAsync("bob", "Bảo"));
        var chat = await world.PrivateAsync(ada, bob);

        Assert.Equal(("Bảo", 2, 1L), (chat.Title, chat.ParticipantCount, chat.Revision));
        Assert.Equal("Ada", (await world.SeenAsync(bob, chat.Id)).Title);
        Assert.Equal(ada.AccountId, chat.Participants[0].User.Id);
    }

    [Fact]
    public async Task A_group_begins_with_its_owner_and_tells_all_of_them()
    {
        var users = await world.UsersAsync(4);
        var group = await world.GroupAsync(users[0], users[1..]);

        Assert.Equal(ParticipantRole.Owner, group.Participants[0].Role);
        var made = Assert.IsType<ConversationChanged>(Assert.Single(await world.ToldAsync(group.Id)));
        Assert.Equal(users.Select(one => one.AccountId).Order(), made.Added.Order());
    }

    [Fact]
    public async Task What_cannot_be_made_is_refused()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var create = world.Get<CreateConversation>();
        async Task<string> CodeAsync(ConversationKind kind, string? title, params Guid[] ids) =>
            (await create.HandleAsync(ada, new() { Kind = kind, Title = title, ParticipantIds = ids }, Token)).Code();

        Assert.Equal("invalid", await CodeAsync(ConversationKind.Private, null));
        Assert.Equal("invalid", await CodeAsync(ConversationKind.Private, null, ada.AccountId));
        Assert.Equal("invalid", await CodeAsync(ConversationKind.Private, null, bob.AccountId, Guid.NewGuid()));
        Assert.Equal("not_found", await CodeAsync(ConversationKind.Private, null, Guid.NewGuid()));
        Assert.Equal("not_found", await CodeAsync(ConversationKind.Group, "tea", bob.AccountId, Guid.NewGuid()));
        Assert.Equal("invalid", await CodeAsync(ConversationKind.Group, " \u200B "));
        Assert.Equal("invalid", await CodeAsync(ConversationKind.Group, null));
        Assert.Equal("invalid", await CodeAsync(ConversationKind.Group, new('x', 121)));
        Assert.Equal("invalid", await CodeAsync(ConversationKind.Group, "a\0b"));
        Assert.Equal("invalid", await CodeAsync(ConversationKind.Group, "tea", [.. Enumerable.Range(0, 10_000).Select(_ => Guid.NewGuid())]));
        Assert.Equal("unavailable", await CodeAsync(ConversationKind.Assistant, null));
        Assert.Equal("unavailable", await CodeAsync(ConversationKind.Support, null));
        Assert.Equal("done", await CodeAsync(ConversationKind.Group, new('x', 120)));
    }

    [Fact]
    public async Task Lists_page_from_the_newest_activity_without_missing_or_repeating_any()
    {
        var users = await world.UsersAsync(8);
        foreach (var other in users[1..]) { await world.PrivateAsync(users[0], other); }

        var group = await world.GroupAsync(users[0], users[1]);
        var oldest = await world.PrivateAsync(users[0], users[1]);
        await world.SendAsync(users[1], oldest.Id);

        var seen = new List<Guid>();
        string? before = null;
        do
        {
            var page = (await world.Get<GetConversations>().HandleAsync(users[0], new() { Limit = 3, Before = before }, Token)).Done();
            seen.AddRange(page.Conversations.Select(one => one.Id));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(8, seen.Count);
        Assert.Equal(8, seen.Distinct().Count());
        Assert.Equal(oldest.Id, seen[0]);
        var groups = (await world.Get<GetConversations>().HandleAsync(users[0], new() { Kind = ConversationKind.Group }, Token)).Done();
        Assert.Equal(group.Id, Assert.Single(groups.Conversations).Id);
        Assert.Equal("invalid", (await world.Get<GetConversations>().HandleAsync(users[0], new() { Before = "nonsense" }, Token)).Code());
        Assert.Equal("invalid", (await world.Get<GetConversations>().HandleAsync(users[0], new() { Limit = 0 }, Token)).Code());
    }
}
