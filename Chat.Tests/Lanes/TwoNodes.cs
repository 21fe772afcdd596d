using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Core.Changes;
using Chat.Core.Nodes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Tests.Lanes;

/// <summary>Two servers on one database.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly Guid _tea = Guid.CreateVersion7();
    private readonly FakeViews _views = new();
    private readonly SwitchedBus _bus = new();
    private readonly List<LaneServer> _servers = [];
    private TestDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(Token);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) { await server.DisposeAsync(); }
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_change_on_one_node_is_heard_once_on_both()
    {
        var (here, there) = (await StartAsync(), await StartAsync());
        await using var ada = await JoinAsync(here, "ada");
        await using var bob = await JoinAsync(there, "bob");

        here.Lane.TellMessages(_tea, 1, 100);
        await bob.NextAsync<Message>(100, Token);
        there.Lane.TellMessages(_tea, 101, 1);

        Assert.Equal(Revisions(1, 101), (await ada.NextAsync<Message>(101, Token)).Select(heard => heard.Revision));
        Assert.Equal(101, (await bob.NextAsync<Message>(Token)).Revision);
        Assert.False(await ada.HasHeardAsync<Message>());
        Assert.False(await bob.HasHeardAsync<Message>());
    }

    [Fact]
    public async Task What_is_too_long_for_the_bus_is_read_from_the_database_there()
    {
        var (here, there) = (await StartAsync(), await StartAsync());
        await using var bob = await JoinAsync(there, "bob");
        var message = Telling.Message(_tea, 1, content: new string('ữ', 9_000));
        _views.Store(message);

        here.Lane.Tell(new MessageAdded(message));

        Assert.Equal(message.Content, (await bob.NextAsync<Message>(Token)).Content);
    }

    [Fact]
    public async Task A_large_conversation_that_is_deleted_goes_there_too()
    {
        var (here, there) = (await StartAsync(), await StartAsync());
        await using var bob = await JoinAsync(there, "bob");
        var members = Enumerable.Range(0, 999).Select(_ => Guid.NewGuid()).Append(_views.MembersOf(_tea)[0]).ToArray();
        _views.Remove(_tea);

        here.Lane.Tell(new ConversationDeleted(_tea, 5, members));

        Assert.Equal(_tea, (await bob.NextAsync<ConversationRemoved>(Token)).ConversationId);
    }

    [Fact]
    public async Task Typing_is_seen_on_the_other_node()
    {
        var (here, there) = (await StartAsync(), await StartAsync());
        await using var ada = await JoinAsync(here, "ada");
        await using var bob = await JoinAsync(there, "bob");

        await ada.Hub.SetTyping(new() { ConversationId = _tea, IsTyping = true });
        var typing = await bob.NextAsync<UserTyping>(Token);
        await ada.Hub.SetTyping(new() { ConversationId = _tea, IsTyping = false });

        Assert.Equal(("ada", true), (typing.User.Username, typing.IsTyping));
        Assert.False((await bob.NextAsync<UserTyping>(Token)).IsTyping);
    }

    [Fact]
    public async Task What_was_said_while_the_bus_was_away_is_caught_up()
    {
        var (mine, theirs) = (_bus.Join(), _bus.Join());
        var (here, there) = (await StartAsync(mine), await StartAsync(theirs));
        await using var bob = await JoinAsync(there, "bob");
        here.Lane.TellMessages(_tea, 1, 1);
        await bob.NextAsync<Message>(Token);

        theirs.IsDeaf = true;
        TellAndStore(here, 2, 3);
        await mine.SaidAsync(3, Token);
        theirs.IsDeaf = false;
        await theirs.ReconnectAsync();

        Assert.Equal([2, 3], (await bob.NextAsync<Message>(2, Token)).Select(heard => heard.Revision));
        Assert.True((await bob.NextAsync<Problem>(Token)).Sync);
    }

    [Fact]
    public async Task A_hole_that_nobody_noticed_is_found_with_the_next_change()
    {
        var (mine, theirs) = (_bus.Join(), _bus.Join());
        var (here, there) = (await StartAsync(mine), await StartAsync(theirs));
        await using var bob = await JoinAsync(there, "bob");
        here.Lane.TellMessages(_tea, 1, 1);
        await bob.NextAsync<Message>(Token);

        theirs.IsDeaf = true;
        TellAndStore(here, 2, 3);
        await mine.SaidAsync(3, Token);
        theirs.IsDeaf = false;
        TellAndStore(here, 4, 4);

        Assert.Equal([2, 3, 4], (await bob.NextAsync<Message>(3, Token)).Select(heard => heard.Revision));
        Assert.False(await bob.HasHeardAsync<Conversation>());
    }

    [Fact]
    public async Task The_last_change_while_the_bus_was_away_is_told_as_what_it_was_though_only_the_members_were_asked_for_before()
    {
        var (mine, theirs) = (_bus.Join(), _bus.Join());
        var (here, there) = (await StartAsync(mine), await StartAsync(theirs));
        await using var bob = await JoinAsync(there, "bob");
        await bob.Hub.SetTyping(new() { ConversationId = _tea, IsTyping = true });

        theirs.IsDeaf = true;
        TellAndStore(here, 7, 7);
        await mine.SaidAsync(1, Token);
        theirs.IsDeaf = false;
        await theirs.ReconnectAsync();

        Assert.Equal(7, (await bob.NextAsync<Message>(Token)).Revision);
        Assert.False(await bob.HasHeardAsync<Conversation>());
    }

    [Fact]
    public async Task What_could_not_be_said_is_made_good()
    {
        var (mine, theirs) = (_bus.Join(), _bus.Join());
        var (here, there) = (await StartAsync(mine), await StartAsync(theirs));
        await using var bob = await JoinAsync(there, "bob");
        here.Lane.TellMessages(_tea, 1, 1);
        await bob.NextAsync<Message>(Token);

        mine.IsMute = true;
        TellAndStore(here, 2, 2);
        await mine.Failed.WaitAsync(TimeSpan.FromSeconds(30), Token);
        mine.IsMute = false;

        Assert.Equal(2, (await bob.NextAsync<Message>(Token)).Revision);
        Assert.True((await bob.NextAsync<Problem>(Token)).Sync);
    }

    private void TellAndStore(LaneServer server, int from, int to)
    {
        for (var revision = from; revision <= to; revision++)
        {
            var message = Telling.Message(_tea, revision);
            _views.Store(message);
            server.Lane.Tell(new MessageAdded(message));
        }
    }

    private async Task<Listener> JoinAsync(LaneServer server, string name)
    {
        var account = await server.AccountAsync(name, Token);
        _views.Set(_tea, 0, [.. _views.MembersOf(_tea), account.Id]);
        return await server.ConnectAsync(account, Token);
    }

    private async Task<LaneServer> StartAsync(SwitchedBus.Node? bus = null)
    {
        var server = await LaneServer.StartAsync(_database, Token, _views, adjust: services =>
        {
            if (bus is not null) { services.RemoveAll<INodeBus>().AddSingleton<INodeBus>(bus); }
        });
        _servers.Add(server);
        return server;
    }

    private static IEnumerable<long> Revisions(int from, int to) => Enumerable.Range(from, to - from + 1).Select(at => (long)at);
}
