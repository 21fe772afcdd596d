using Chat.Contracts.Sync;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Sync;
using Chat.Tests.Conversations;

namespace Chat.Tests.Sync;

public sealed class CatchingUp(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Whatever_happened_and_wherever_it_was_cut_off_a_device_ends_with_all_of_it(int seed)
    {
        var people = await world.UsersAsync(4);
        var life = new RandomLife(world, people, seed);
        var random = new Random(seed);
        Device[] devices = [.. people.Select(one => new Device(world, one))];
        for (var step = 0; step < 250; step++)
        {
            await life.StepAsync(Token);
            if (random.Next(6) is 0) { await devices[random.Next(devices.Length)].SyncPageAsync(1 + random.Next(6), Token); }
        }

        foreach (var device in devices)
        {
            await device.SyncAsync(1 + random.Next(20), Token);
            await device.CheckAsync(Token);
        }

        foreach (var fresh in people.Select(one => new Device(world, one)))
        {
            await fresh.SyncAsync(500, Token);
            await fresh.CheckAsync(Token);
        }
    }

    [Fact]
    public async Task Nothing_comes_when_nothing_changed()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        await world.SendAsync(bob, chat.Id);

        var page = await SyncAsync(ada, new() { Known = [new() { ConversationId = chat.Id, Revision = 2 }] });

        Assert.Equal((0, 0, 0, false), (page.Conversations.Count, page.Removed.Count, page.Own.Count, page.More));
    }

    [Fact]
    public async Task A_device_from_a_future_that_a_backup_undid_gets_everything_again()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        for (var at = 0; at < 10; at++) { await world.SendAsync(bob, chat.Id); }

        await world.Get<MuteConversation>().HandleAsync(ada, new() { ConversationId = chat.Id, Muted = true }, Token);
        var page = await SyncAsync(ada, new() { Known = [new() { ConversationId = chat.Id, Revision = 1_000 }], OwnRevision = 1_000 });

        Assert.Equal(10, Assert.Single(page.Conversations).Messages.Count);
        Assert.Equal((1, 1L), (page.Own.Count, page.OwnRevision));
    }

    [Fact]
    public async Task Conversations_of_others_are_removed_and_not_told_of()
    {
        var (ada, bob, eve) = (await world.UserAsync("ada"), await world.UserAsync("bob"), await world.UserAsync("eve"));
        var chat = await world.PrivateAsync(ada, bob);
        var nowhere = Guid.NewGuid();

        var page = await SyncAsync(eve, new() { Known = [new() { ConversationId = chat.Id, Revision = 0 }, new() { ConversationId = nowhere, Revision = 7 }] });

        Assert.Empty(page.Conversations);
        Assert.Equal(new[] { chat.Id, nowhere }.Order(), page.Removed.Order());
    }

    [Fact]
    public async Task Three_thousand_conversations_are_one_question_and_a_few_pages()
    {
        var ada = await world.UserAsync("ada");
        await using var insert = world.Database.Source.CreateCommand(
            $"""
            WITH made AS (
                INSERT INTO conversations (id, kind, title, member_count, hidden_count, last_seq, revision, created_at, updated_at)
                SELECT gen_random_uuid(), 'group', 'c' || n, 1, 0, 0, 1, now(), now() FROM generate_series(1, 3000) AS n RETURNING id)
            INSERT INTO conversation_members SELECT id, '{ada.AccountId}', 'owner', now(), 0, 0, 0, false, false, 0 FROM made RETURNING conversation_id
            """);
        var known = new List<KnownConversation>();
        await using (var row = await insert.ExecuteReaderAsync(Token))
        {
            while (await row.ReadAsync(Token)) { known.Add(new() { ConversationId = row.GetGuid(0), Revision = 1 }); }
        }

        await world.SendAsync(ada, known[17].ConversationId);
        var page = await SyncAsync(ada, new() { Known = known });
        Assert.Equal(known[17].ConversationId, Assert.Single(page.Conversations).Conversation.Id);
        Assert.False(page.More);

        var device = new Device(world, ada);
        await device.SyncAsync(500, Token);
        Assert.False(await device.SyncPageAsync(1, Token));
    }

    [Fact]
    public async Task Requests_that_cannot_be_are_refused()
    {
        var ada = await world.UserAsync("ada");
        var sync = world.Get<SyncChanges>();
        Assert.Equal("invalid", (await sync.HandleAsync(ada, new() { Known = [], Limit = 0 }, Token)).Code());
        Assert.Equal("invalid", (await sync.HandleAsync(ada, new() { Known = [], Limit = 2_001 }, Token)).Code());
        Assert.Equal("invalid", (await sync.HandleAsync(ada, new() { Known = [], OwnRevision = -1 }, Token)).Code());
        Assert.Equal("invalid", (await sync.HandleAsync(ada, new() { Known = [new() { ConversationId = Guid.NewGuid(), Revision = -1 }] }, Token)).Code());
    }

    private async Task<SyncPage> SyncAsync(Caller caller, SyncRequest request) =>
        (await world.Get<SyncChanges>().HandleAsync(caller, request, Token)).Done();
}
