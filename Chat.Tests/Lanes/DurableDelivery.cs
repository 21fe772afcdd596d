using Chat.Client.Connecting;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;
using Chat.Core.Changes;
using Chat.Core.Presence;
using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Tests.Lanes;

public sealed class DurableDelivery : IAsyncLifetime
{
    private readonly Guid _tea = Guid.CreateVersion7();
    private readonly List<CountedProtocol> _protocols = [];
    private TestDatabase _database = null!;
    private LaneServer _server = null!;
    private TestAccount _ada = null!;
    private TestAccount _bob = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Token);
        _server = await LaneServer.StartAsync(_database, Token, adjust: CountEncoding);
        _ada = await _server.AccountAsync("ada", Token);
        _bob = await _server.AccountAsync("bob", Token);
        _server.Views.Set(_tea, 1, _ada.Id, _bob.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Every_device_hears_every_change_once_and_in_order()
    {
        await using var first = await _server.ConnectAsync(_ada, Token);
        await using var second = await _server.ConnectAsync(_ada, Token, WireEncoding.Json);
        await using var other = await _server.ConnectAsync(_bob, Token);

        _server.Lane.TellMessages(_tea, 1, 200);
        var edited = Telling.Message(_tea, 201, content: "changed", seq: 1);
        _server.Lane.Tell(new MessageChanged(edited), new ReadMarkMoved(new() { ConversationId = _tea, UserId = _bob.Id, Seq = 9, Revision = 202 }));
        _server.Lane.TellMessages(_tea, 203, 50);

        foreach (var device in (Listener[])[first, second, other])
        {
            await device.NextAsync<Message>(250, Token);
            Assert.Equal(Enumerable.Range(1, 252).Select(at => (long)at), device.All.Select(RevisionOf).Where(at => at > 0));
        }
    }

    [Fact]
    public async Task A_change_told_twice_is_heard_once()
    {
        await using var device = await _server.ConnectAsync(_ada, Token);
        var message = new MessageAdded(Telling.Message(_tea, 5));

        _server.Lane.Tell(message, message, new MessageAdded(Telling.Message(_tea, 6)));

        Assert.Equal([5, 6], (await device.NextAsync<Message>(2, Token)).Select(heard => heard.Revision));
        Assert.False(await device.HasHeardAsync<Message>());
    }

    [Fact]
    public async Task An_event_is_encoded_once_for_each_encoding()
    {
        await using var one = await _server.ConnectAsync(_ada, Token);
        await using var two = await _server.ConnectAsync(_bob, Token);
        await using var three = await _server.ConnectAsync(_ada, Token, WireEncoding.Json);
        await using var four = await _server.ConnectAsync(_bob, Token, WireEncoding.Json);

        _server.Lane.TellMessages(_tea, 1, 10);

        foreach (var device in (Listener[])[one, two, three, four]) { await device.NextAsync<Message>(10, Token); }
        Assert.Equal([10, 10], _protocols.Select(protocol => protocol.EncodedMessages));
    }

    [Fact]
    public async Task A_stranger_and_somebody_not_signed_in_hear_nothing()
    {
        var eve = await _server.AccountAsync("eve", Token);
        await using var stranger = await _server.ConnectAsync(eve, Token);
        await using var nobody = await _server.ConnectAsync(null, Token);
        await using var member = await _server.ConnectAsync(_ada, Token);

        _server.Lane.TellMessages(_tea, 1, 1);

        await member.NextAsync<Message>(Token);
        Assert.False(await stranger.HasHeardAsync<Message>());
        Assert.False(await nobody.HasHeardAsync<Message>());
    }

    [Fact]
    public async Task Who_signs_in_on_an_open_connection_hears_from_then_on()
    {
        await using var device = await _server.ConnectAsync(null, Token);
        var session = await device.Hub.RegisterUser(new() { Username = "carl", Password = "a long enough password" });
        _server.Views.Set(_tea, 1, _ada.Id, session.User.Id);

        _server.Lane.TellMessages(_tea, 1, 1);

        Assert.Equal(1, (await device.NextAsync<Message>(Token)).Revision);
    }

    [Fact]
    public async Task Everybody_sees_a_changed_conversation_with_their_own_count()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);

        _server.Lane.Tell(new ConversationChanged(_tea, 7, [], []));

        var (adaSees, bobSees) = (await ada.NextAsync<Conversation>(Token), await bob.NextAsync<Conversation>(Token));
        Assert.Equal((_ada.Id.ToByteArray()[15], _bob.Id.ToByteArray()[15]), (adaSees.UnreadCount, bobSees.UnreadCount));
        Assert.Equal((7, 7), (adaSees.Revision, bobSees.Revision));
    }

    [Fact]
    public async Task Who_was_removed_hears_that_and_nothing_more()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);
        _server.Lane.TellMessages(_tea, 1, 1);

        _server.Lane.Tell(new ConversationChanged(_tea, 2, [], [_bob.Id]), new MessageAdded(Telling.Message(_tea, 3)));

        Assert.Equal([1, 3], (await ada.NextAsync<Message>(2, Token)).Select(heard => heard.Revision));
        Assert.Equal(_tea, (await bob.NextAsync<ConversationRemoved>(Token)).ConversationId);
        await bob.NextAsync<Message>(Token);
        Assert.False(await bob.HasHeardAsync<Message>());
        Assert.False(await bob.HasHeardAsync<Conversation>());
    }

    [Fact]
    public async Task Who_is_added_hears_from_then_on()
    {
        var carl = await _server.AccountAsync("carl", Token);
        await using var device = await _server.ConnectAsync(carl, Token);
        _server.Lane.TellMessages(_tea, 1, 1);

        _server.Lane.Tell(new ConversationChanged(_tea, 2, [carl.Id], []), new MessageAdded(Telling.Message(_tea, 3)));

        Assert.Equal(2, (await device.NextAsync<Conversation>(Token)).Revision);
        Assert.Equal(3, (await device.NextAsync<Message>(Token)).Revision);
    }

    [Fact]
    public async Task A_deleted_conversation_goes_for_all()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);

        _server.Lane.Tell(new ConversationDeleted(_tea, 9, [_ada.Id, _bob.Id]));

        Assert.Equal(_tea, (await ada.NextAsync<ConversationRemoved>(Token)).ConversationId);
        Assert.Equal(_tea, (await bob.NextAsync<ConversationRemoved>(Token)).ConversationId);
    }

    [Fact]
    public async Task What_concerns_one_alone_reaches_their_devices_alone()
    {
        await using var first = await _server.ConnectAsync(_ada, Token);
        await using var second = await _server.ConnectAsync(_ada, Token);
        await using var other = await _server.ConnectAsync(_bob, Token);
        var own = new OwnState { ConversationId = _tea, Muted = true, ClearedUpToSeq = 0, LastReadSeq = 0 };

        _server.Lane.Tell(new OwnChanged(_ada.Id, new() { Own = own, OwnRevision = 4 }, Hidden: true));

        Assert.Equal(4, (await first.NextAsync<OwnStateChanged>(Token)).OwnRevision);
        Assert.Equal(4, (await second.NextAsync<OwnStateChanged>(Token)).OwnRevision);
        await second.NextAsync<ConversationRemoved>(Token);
        Assert.False(await other.HasHeardAsync<OwnStateChanged>());
        Assert.False(await other.HasHeardAsync<ConversationRemoved>());
    }

    [Fact]
    public async Task Messages_that_were_missed_are_read_from_the_database()
    {
        await using var device = await _server.ConnectAsync(_ada, Token);
        _server.Lane.TellMessages(_tea, 1, 1);
        var (second, third) = (Telling.Message(_tea, 2), Telling.Message(_tea, 3));
        _server.Views.Store(second);
        _server.Views.Store(third);

        _server.Lane.Tell(new MessageAdded(third));

        Assert.Equal([1, 2, 3], (await device.NextAsync<Message>(3, Token)).Select(heard => heard.Revision));
        Assert.False(await device.HasHeardAsync<Conversation>());
    }

    [Fact]
    public async Task A_hole_that_left_no_message_is_shown_by_the_message_after_it()
    {
        await using var device = await _server.ConnectAsync(_ada, Token);
        _server.Lane.TellMessages(_tea, 1, 1);
        var third = Telling.Message(_tea, 3);
        _server.Views.Store(third);

        _server.Lane.Tell(new MessageAdded(third), new MessageAdded(Telling.Message(_tea, 4)));

        // Whoever fetched the second by themselves lacks the third, and would take anything else of its revision for it.
        Assert.Equal([1, 3, 4], (await device.NextAsync<Message>(3, Token)).Select(heard => heard.Revision));
        Assert.False(await device.HasHeardAsync<Conversation>());
    }

    [Fact]
    public async Task A_hole_that_left_nothing_is_shown_by_the_conversations_revision()
    {
        await using var device = await _server.ConnectAsync(_ada, Token);
        _server.Lane.TellMessages(_tea, 1, 1);
        _server.Views.Set(_tea, 3, _ada.Id, _bob.Id);

        _server.Lane.Tell(new ReadMarkMoved(new() { ConversationId = _tea, UserId = _bob.Id, Seq = 1, Revision = 3 }), new MessageAdded(Telling.Message(_tea, 4)));

        Assert.Equal(3, (await device.NextAsync<Conversation>(Token)).Revision);
        Assert.Equal([1, 4], (await device.NextAsync<Message>(2, Token)).Select(heard => heard.Revision));
    }

    [Fact]
    public async Task What_waits_to_be_told_is_told_though_somebody_asked_for_the_members_meanwhile()
    {
        await using var device = await _server.ConnectAsync(_ada, Token);
        _server.Views.Set(_tea, 7, _ada.Id, _bob.Id);

        await AskForMembersAsync();
        _server.Lane.TellMessages(_tea, 5, 3);

        Assert.Equal([5, 6, 7], (await device.NextAsync<Message>(3, Token)).Select(heard => heard.Revision));
    }

    [Fact]
    public async Task Who_was_removed_unheard_after_somebody_asked_for_the_members_hears_nothing_more()
    {
        await using var stays = await _server.ConnectAsync(_ada, Token);
        await using var left = await _server.ConnectAsync(_bob, Token);
        await AskForMembersAsync();
        _server.Views.Set(_tea, 2, _ada.Id);
        var third = Telling.Message(_tea, 3);
        _server.Views.Store(third);

        _server.Lane.Tell(new MessageAdded(third), new MessageAdded(Telling.Message(_tea, 4)));

        Assert.Equal([3, 4], (await stays.NextAsync<Message>(2, Token)).Select(heard => heard.Revision));
        Assert.Equal(_tea, (await left.NextAsync<ConversationRemoved>(Token)).ConversationId);
        Assert.False(await left.HasHeardAsync<Message>());
    }

    [Fact]
    public async Task What_could_not_be_read_is_told_when_the_database_is_back()
    {
        await using var device = await _server.ConnectAsync(_ada, Token);
        _server.Lane.TellMessages(_tea, 1, 1);
        await device.NextAsync<Message>(Token);
        _server.Views.IsAway = true;
        _server.Views.Set(_tea, 2, _ada.Id, _bob.Id);

        _server.Lane.Tell(new ConversationChanged(_tea, 2, [], []));
        await _server.Views.Failed.WaitAsync(TimeSpan.FromSeconds(30), Token);
        _server.Views.IsAway = false;

        Assert.Equal(2, (await device.NextAsync<Conversation>(Token)).Revision);
    }

    private async Task AskForMembersAsync() =>
        Assert.Contains(_ada.Id, (await _server.Services.GetRequiredService<IConversationMembers>().MembersAsync(_tea, Token))!);

    private static long RevisionOf(object heard) => heard switch
    {
        Message message => message.Revision,
        MessageChange changed => changed.Message.Revision,
        ReadMoved mark => mark.Revision,
        _ => 0,
    };

    private void CountEncoding(IServiceCollection services)
    {
        var encodings = services.Where(service => service.ServiceType == typeof(IHubProtocol)).ToArray();
        services.RemoveAll<IHubProtocol>();
        foreach (var encoding in encodings)
        {
            services.AddSingleton<IHubProtocol>(provider =>
            {
                var counted = new CountedProtocol((IHubProtocol)encoding.ImplementationFactory!(provider));
                _protocols.Add(counted);
                return counted;
            });
        }
    }
}
