using Chat.Client.Storing;

namespace Chat.Tests.Client;

public sealed class KnowingWhatHappened
{
    private static readonly Guid Me = Guid.NewGuid();
    private static readonly Guid Bob = Guid.NewGuid();

    private readonly ModelServer _server = new(Me);
    private readonly List<ChatEvent> _told = [];

    public KnowingWhatHappened() => _server.Tell = _told.Add;

    [Fact]
    public void A_conversation_that_was_just_made_is_taken_whole_and_any_other_unknown_one_is_synced()
    {
        var tea = _server.Create(Me, Bob);

        var known = Start.Apply(_told[0]);
        Assert.False(known.NeedsSync);
        Assert.NotNull(known.State.Find(tea.Id));

        _server.Send(tea, Bob, "hello");
        _server.Rename(tea, "coffee");
        foreach (var later in _told.Skip(1)) { Assert.Equal(new Outcome(Start, NeedsSync: true), Start.Apply(later)); }
    }

    [Fact]
    public void What_is_known_already_is_passed_over_and_a_hole_is_not_jumped()
    {
        var tea = _server.Create(Me, Bob);
        _server.Send(tea, Bob, "one");
        _server.Send(tea, Bob, "two");
        var one = Start.Apply(_told[0]).State.Apply(_told[1]).State;

        Assert.Equal(new Outcome(one, NeedsSync: false), one.Apply(_told[1]));
        Assert.Equal(new Outcome(one, NeedsSync: false), one.Apply(_told[0]));

        var without = Start.Apply(_told[0]).State;
        Assert.Equal(new Outcome(without, NeedsSync: true), without.Apply(_told[2]));
    }

    [Fact]
    public void Unread_are_others_messages_after_what_was_read_or_cleared()
    {
        var tea = _server.Create(Me, Bob);
        for (var i = 0; i < 3; i++) { _server.Send(tea, Bob, "from Bob"); }

        _server.Send(tea, Me, "from me");
        Assert.Equal(3, Known(tea).UnreadCount);

        _server.Read(tea, Bob, 4);
        _server.Read(tea, Me, 2);
        Assert.Equal(1, Known(tea).UnreadCount);

        _server.Send(tea, Bob, "again");
        _server.Clear(tea);
        Assert.Equal((0, 0), (Known(tea).UnreadCount, Known(tea).Messages.Count));
        Assert.Equal(2, Known(tea).LastReadSeq);
    }

    [Fact]
    public void A_change_of_a_cleared_message_is_known_and_the_message_stays_away()
    {
        var tea = _server.Create(Me, Bob);
        _server.Send(tea, Bob, "secret");
        _server.Clear(tea);
        _server.Change(tea, 0, one => one with { Content = "more secret" });

        Assert.Equal((tea.Revision, 0), (Known(tea).Revision, Known(tea).Messages.Count));
    }

    [Fact]
    public void History_that_is_gone_for_all_goes_from_the_device()
    {
        var tea = _server.Create(Me, Bob);
        _server.Send(tea, Bob, "one");
        _server.Send(tea, Bob, "two");
        var state = _told.Aggregate(Start, (one, told) => one.Apply(told).State);

        var cleared = state.Apply(new ClearedEvent(new() { ConversationId = tea.Id, UpToSeq = 1, Revision = tea.Revision + 1 })).State.Find(tea.Id)!;

        Assert.Equal("two", Assert.Single(cleared.Messages).Content);
        Assert.Equal(tea.Revision + 1, cleared.Revision);
    }

    [Fact]
    public void One_who_was_let_in_again_sees_what_they_had_cleared_before()
    {
        var tea = _server.Create(Me, Bob);
        _server.Send(tea, Bob, "one");
        _server.Clear(tea);
        using var device = new ModelDevice(_server, pageSize: 10);
        device.Heal();
        Assert.Empty(device.Store.State.Find(tea.Id)!.Messages);

        _server.Leave(tea);
        _server.Join(tea);
        while (device.OnTheWay > 0) { device.Drop(); }

        device.Store.RequireSync();
        device.Heal();

        Assert.Single(device.Store.State.Find(tea.Id)!.Messages);
        device.Store.State.AssertKnows(_server);
    }

    [Fact]
    public void A_server_that_was_set_back_to_a_backup_is_believed()
    {
        var tea = _server.Create(Me, Bob);
        var backup = new ModelServer(Me);
        for (var i = 0; i < 5; i++) { _server.Send(tea, Bob, $"lost {i}"); }

        var state = _told.Aggregate(Start, (one, told) => one.Apply(told).State);
        var older = state.Find(tea.Id)!.ToConversation() with { Revision = 2, LastSeq = 1, LastMessage = null };
        var page = backup.Sync(state.ToRequest(10)) with
        {
            Removed = [],
            Conversations = [new() { Conversation = older, Messages = [state.Find(tea.Id)!.Messages[0]] }],
        };

        var back = state.Apply(page).State.Find(tea.Id)!;
        Assert.Equal((2, 1), (back.Revision, back.Messages.Count));
    }

    [Fact]
    public void More_than_fits_beside_a_sync_is_synced_again()
    {
        using var device = new ModelDevice(_server, pageSize: 100);
        var tea = _server.Create(Me, Bob);
        device.Heal();
        device.Store.RequireSync();
        device.Sync(isLost: false);
        device.Sync(isLost: false);
        for (var i = 0; i < EventBuffer.MaxOfConversation + 50; i++) { _server.Send(tea, Bob, $"{i}"); }

        while (device.OnTheWay > 0) { device.Deliver(); }

        device.Sync(isLost: false);
        Assert.True(device.Store.NeedsSync);
        device.Heal();
        device.Store.State.AssertKnows(_server);
    }

    [Fact]
    public void An_answer_before_its_event_is_shown_and_hides_nothing_that_was_before_it()
    {
        using var device = new ModelDevice(_server, pageSize: 100);
        var tea = _server.Create(Me, Bob);
        device.Heal();
        _server.Send(tea, Bob, "on its way");
        var mine = _server.Send(tea, Me, "mine");

        device.Store.Keep(mine);
        Assert.Equal([mine], device.Store.State.Find(tea.Id)!.Messages);
        Assert.Equal(1, device.Store.State.Find(tea.Id)!.Revision);

        device.Heal();
        Assert.False(device.Store.NeedsSync);
        device.Store.State.AssertKnows(_server);
    }

    private static readonly ChatState Start = ChatState.Empty with { UserId = Me };

    private StoredConversation Known(ModelConversation conversation)
    {
        var state = Start;
        foreach (var told in _told)
        {
            (state, var needsSync) = state.Apply(told);
            Assert.False(needsSync);
        }

        return state.Find(conversation.Id)!;
    }
}
