using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Conversations;

public sealed class Membership(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_added_sees_what_was_said_and_owes_no_reading()
    {
        var users = await world.UsersAsync(3);
        var group = await world.GroupAsync(users[0], users[1]);
        await world.SendAsync(users[0], group.Id);

        Assert.Equal("done", await AddAsync(users[0], group, users[2]));

        var seen = await world.SeenAsync(users[2], group.Id);
        Assert.Equal((3, 0L, 1L, 3L), (seen.ParticipantCount, seen.UnreadCount, seen.LastReadSeq, seen.Revision));
        Assert.Single(await world.HistoryAsync(users[2], group.Id));
    }

    [Fact]
    public async Task Adding_those_who_are_in_changes_nothing()
    {
        var users = await world.UsersAsync(2);
        var group = await world.GroupAsync(users[0], users[1]);

        Assert.Equal("done", await AddAsync(users[0], group, users[1]));

        Assert.Equal(1, (await world.SeenAsync(users[0], group.Id)).Revision);
    }

    [Fact]
    public async Task Only_owners_add_rename_and_remove_others()
    {
        var users = await world.UsersAsync(3);
        var group = await world.GroupAsync(users[0], users[1], users[2]);
        var extra = await world.UserAsync("extra");

        Assert.Equal("forbidden", await AddAsync(users[1], group, extra));
        Assert.Equal("forbidden", (await world.Get<RenameConversation>().HandleAsync(users[1], new() { ConversationId = group.Id, Title = "mine" }, Token)).Code());
        Assert.Equal("forbidden", await RemoveAsync(users[1], group, users[2]));
        Assert.Equal("not_found", await RemoveAsync(users[0], group, extra));
        Assert.Equal("done", await RemoveAsync(users[0], group, users[2]));
        Assert.Equal("done", (await world.Get<RenameConversation>().HandleAsync(users[0], new() { ConversationId = group.Id, Title = " new\t name " }, Token)).Code());
        var seen = await world.SeenAsync(users[0], group.Id);
        Assert.Equal(("new name", 2, 3L), (seen.Title, seen.ParticipantCount, seen.Revision));
    }

    [Fact]
    public async Task Whoever_is_out_sees_and_says_nothing_more()
    {
        var users = await world.UsersAsync(2);
        var group = await world.GroupAsync(users[0], users[1]);
        Assert.Equal("done", await RemoveAsync(users[1], group, users[1]));

        Assert.Equal("not_found", (await world.TrySendAsync(users[1], group.Id)).Code());
        Assert.Equal("not_found", (await world.Get<GetConversation>().HandleAsync(users[1], group.Id, Token)).Code());
        var left = Assert.IsType<ConversationChanged>((await world.ToldAsync(group.Id))[^1]);
        Assert.Equal(users[1].AccountId, Assert.Single(left.Removed));
    }

    [Fact]
    public async Task Whoever_comes_back_finds_the_group_as_they_had_set_it()
    {
        var users = await world.UsersAsync(2);
        var (owner, ada) = (users[0], users[1]);
        var group = await world.GroupAsync(owner, ada);
        await world.SendAsync(owner, group.Id, "cleared");
        Assert.Equal("done", (await world.Get<ClearHistory>().HandleAsync(ada, group.Id, Token)).Code());
        Assert.Equal("done", (await world.Get<MuteConversation>().HandleAsync(ada, new() { ConversationId = group.Id, Muted = true }, Token)).Code());
        Assert.Equal("done", await RemoveAsync(ada, group, ada));
        await world.SendAsync(owner, group.Id, "meanwhile");

        Assert.Equal("done", await AddAsync(owner, group, ada));

        var seen = await world.SeenAsync(ada, group.Id);
        Assert.Equal((true, 1L, 2L, 0L), (seen.Muted, seen.ClearedUpToSeq, seen.LastReadSeq, seen.UnreadCount));
        Assert.Equal("meanwhile", Assert.Single(await world.HistoryAsync(ada, group.Id)).Content);

        // As they had set it last.
        await world.Get<MuteConversation>().HandleAsync(ada, new() { ConversationId = group.Id, Muted = false }, Token);
        await RemoveAsync(owner, group, ada);
        await AddAsync(owner, group, ada);
        Assert.False((await world.SeenAsync(ada, group.Id)).Muted);
    }

    [Fact]
    public async Task The_last_owner_passes_the_group_to_whoever_is_there_the_longest()
    {
        var users = await world.UsersAsync(3);
        var group = await world.GroupAsync(users[0], users[1]);
        await AddAsync(users[0], group, users[2]);

        Assert.Equal("done", await RemoveAsync(users[0], group, users[0]));

        var owner = (await world.SeenAsync(users[2], group.Id)).Participants.Single(one => one.Role is ParticipantRole.Owner);
        Assert.Equal(users[1].AccountId, owner.User.Id);
    }

    [Fact]
    public async Task A_group_that_everybody_left_is_gone()
    {
        var users = await world.UsersAsync(1);
        var group = await world.GroupAsync(users[0]);
        await world.SendAsync(users[0], group.Id);

        Assert.Equal("done", await RemoveAsync(users[0], group, users[0]));

        Assert.IsType<ConversationDeleted>((await world.ToldAsync(group.Id))[^1]);
        await world.Get<Chat.Data.Log.Tidying>().TidyAsync(Token);
        await world.Get<Chat.Data.Log.Tidying>().TidyAsync(Token);
        await using var ask = world.Database.Source.CreateCommand($"SELECT count(*) FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id WHERE c.id = '{group.Id}'");
        Assert.Equal(0L, await ask.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task A_private_conversation_keeps_its_two_people()
    {
        var users = await world.UsersAsync(3);
        var chat = await world.PrivateAsync(users[0], users[1]);

        Assert.Equal("invalid", await RemoveAsync(users[0], chat, users[0]));
        Assert.Equal("invalid", await AddAsync(users[0], chat, users[2]));
        Assert.Equal("invalid", (await world.Get<RenameConversation>().HandleAsync(users[0], new() { ConversationId = chat.Id, Title = "x" }, Token)).Code());
    }

    [Fact]
    public async Task Ten_thousand_people_fit_and_one_more_does_not()
    {
        await using var insert = world.Database.Source.CreateCommand(
            """
            INSERT INTO accounts (id, username, username_key, display_name, role, created_at)
            SELECT gen_random_uuid(), 'crowd' || n, 'crowd' || n, 'Crowd', 'user', now() FROM generate_series(1, 10000) AS n RETURNING id
            """);
        var crowd = new List<Guid>();
        await using (var row = await insert.ExecuteReaderAsync(Token))
        {
            while (await row.ReadAsync(Token)) { crowd.Add(row.GetGuid(0)); }
        }

        var ada = await world.UserAsync("ada");
        var group = (await world.Get<CreateConversation>().HandleAsync(
            ada, new() { Kind = ConversationKind.Group, Title = "all", ParticipantIds = [.. crowd[1..]] }, Token)).Done();

        Assert.Equal((10_000, 50), (group.ParticipantCount, group.Participants.Count));
        Assert.Equal("invalid", (await world.Get<AddParticipants>().HandleAsync(ada, new() { ConversationId = group.Id, UserIds = [crowd[0]] }, Token)).Code());
        Assert.Equal(1, (await world.SendAsync(ada, group.Id)).Seq);
        Assert.Equal(10_000, await CountParticipantsAsync(ada, group));
    }

    [Fact]
    public async Task Who_deletes_their_account_leaves_their_groups_and_their_words_stay()
    {
        var users = await world.UsersAsync(2);
        var group = await world.GroupAsync(users[0], users[1]);
        var chat = await world.PrivateAsync(users[0], users[1]);
        await world.SendAsync(users[1], group.Id, "still here");
        await using (var scope = world.Scope())
        {
            var delete = scope.ServiceProvider.GetRequiredService<DeleteAccount>();
            Assert.Equal("done", (await delete.HandleAsync(users[1], Token)).Code());
        }

        Assert.Equal("Deleted user", Assert.Single(await world.HistoryAsync(users[0], group.Id)).Sender!.DisplayName);
        Assert.Equal(1, (await world.SeenAsync(users[0], group.Id)).ParticipantCount);
        Assert.Equal("Deleted user", (await world.SeenAsync(users[0], chat.Id)).Title);
        Assert.Equal("not_found", await AddAsync(users[0], group, users[1]));
    }

    private async Task<int> CountParticipantsAsync(Caller caller, Conversation group)
    {
        var all = new HashSet<Guid>();
        Guid? after = null;
        do
        {
            var page = (await world.Get<GetParticipants>().HandleAsync(caller, new() { ConversationId = group.Id, Limit = 200, After = after }, Token)).Done();
            all.UnionWith(page.Participants.Select(one => one.User.Id));
            after = page.Next;
        }
        while (after is not null);

        return all.Count;
    }

    private async Task<string> AddAsync(Caller caller, Conversation group, Caller added) =>
        (await world.Get<AddParticipants>().HandleAsync(caller, new() { ConversationId = group.Id, UserIds = [added.AccountId] }, Token)).Code();

    private async Task<string> RemoveAsync(Caller caller, Conversation group, Caller removed) =>
        (await world.Get<RemoveParticipant>().HandleAsync(caller, new() { ConversationId = group.Id, UserId = removed.AccountId }, Token)).Code();
}
