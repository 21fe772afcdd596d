using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Messages;
using Chat.Tests.Conversations;
using Chat.Tests.Running;
using Npgsql;

namespace Chat.Tests.Messages;

public sealed class LostConnections : IAsyncLifetime
{
    private readonly ChatWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_connections_are_cut_while_messages_are_written()
    {
        var users = await _world.UsersAsync(6);
        var group = await _world.GroupAsync(users[0], users[1..]);
        var cut = 0;
        await using var killer = Killer();

        await Task.WhenAll(users.Select(async (user, at) =>
        {
            for (var one = 0; one < 60; one++)
            {
                if (at is 0 && one % 5 is 4) { cut += await CutAllAsync(killer); }

                Assert.Equal($"{at}.{one}", (await SendUntilDoneAsync(user, group.Id, $"{at}.{one}", $"{one}")).Content);
            }
        }));
        Assert.True(cut > 0, "No connection was cut.");

        var all = new List<string>();
        for (var before = long.MaxValue; before > 1;)
        {
            var page = (await _world.Get<GetMessages>().HandleAsync(users[0], new() { ConversationId = group.Id, Before = before, Limit = 200 }, Token)).Done();
            all.InsertRange(0, page.Messages.Select(one => one.Content));
            before = page.Messages[0].Seq;
        }

        Assert.Equal(360, all.Count);
        Assert.Equal(360, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(361, (await _world.SeenAsync(users[0], group.Id)).Revision);

        // A repeat may tell again what was told, and leaves nothing untold.
        var told = (await _world.ToldAsync(group.Id)).Select(change => change.At).Distinct().ToArray();
        Assert.Equal(Enumerable.Range(1, 361).Select(at => (long)at), told.Order());
        Assert.All((await _world.ToldAsync(group.Id)).OfType<MessageAdded>(), change => Assert.Equal(change.At, change.Message.Revision));
    }

    [Fact]
    public async Task While_the_database_is_away_senders_wait_for_it_and_then_go_on()
    {
        var (ada, bob) = (await _world.UserAsync("ada"), await _world.UserAsync("bob"));
        var chat = await _world.PrivateAsync(ada, bob);
        await LetInAsync(isOpen: false);

        var sending = _world.SendAsync(ada, chat.Id, "patience");
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(1), Token));
        Assert.False(sending.IsCompleted);
        await LetInAsync(isOpen: true);

        Assert.Equal(1, (await sending.WaitAsync(Waiting.Limit, Token)).Seq);
    }

    [Fact]
    public async Task When_it_stays_away_they_are_told_so()
    {
        var (ada, bob) = (await _world.UserAsync("ada"), await _world.UserAsync("bob"));
        var chat = await _world.PrivateAsync(ada, bob);
        await LetInAsync(isOpen: false);

        var refused = await _world.TrySendAsync(ada, chat.Id, clientMessageId: "again").WaitAsync(Waiting.Limit, Token);
        await LetInAsync(isOpen: true);

        Assert.Equal("unavailable", refused.Code());
        Assert.Equal(1, (await _world.SendAsync(ada, chat.Id, clientMessageId: "again")).Seq);
    }

    /// <summary>What any client does with what was not answered: the same again.</summary>
    private async Task<Message> SendUntilDoneAsync(Caller sender, Guid conversationId, string content, string clientMessageId)
    {
        for (var attempt = 0; ; attempt++)
        {
            var sent = await _world.TrySendAsync(sender, conversationId, content, clientMessageId);
            if (sent.Code() is not "unavailable" || attempt is 5) { return sent.Done(); }
        }
    }

    /// <summary>A connection outside the world's own database, so that it outlives what it cuts.</summary>
    private NpgsqlDataSource Killer() =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_world.Database.ConnectionString) { Database = "postgres" });

    private async Task LetInAsync(bool isOpen)
    {
        var name = new NpgsqlConnectionStringBuilder(_world.Database.ConnectionString).Database;
        await using var door = Killer();
        await using var change = door.CreateCommand($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {isOpen}");
        await change.ExecuteNonQueryAsync(Token);
        if (!isOpen) { await CutAllAsync(door); }
    }

    private async Task<int> CutAllAsync(NpgsqlDataSource killer)
    {
        await using var kill = killer.CreateCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1");
        kill.Parameters.Add(new() { Value = new NpgsqlConnectionStringBuilder(_world.Database.ConnectionString).Database! });
        return (int)(long)(await kill.ExecuteScalarAsync(CancellationToken.None))!;
    }
}
