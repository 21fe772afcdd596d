using Chat.Client.Hub;
using Chat.Contracts;
using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Chat.Tests.Fakes;
using Chat.Tests.Lanes;
using Chat.Tests.Running;

namespace Chat.Tests.Presence;

public sealed class Typists : IAsyncLifetime
{
    private readonly Guid _tea = Guid.CreateVersion7();
    private readonly FakeClock _clock = new();
    private TestDatabase _database = null!;
    private LaneServer _server = null!;
    private TestAccount _ada = null!;
    private TestAccount _bob = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Token);
        _server = await LaneServer.StartAsync(_database, Token, clock: _clock);
        (_ada, _bob) = (await _server.AccountAsync("ada", Token), await _server.AccountAsync("bob", Token));
        _server.Views.Set(_tea, 0, _ada.Id, _bob.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Typing_ends_by_itself()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);
        await TypeAsync(ada);
        Assert.True((await bob.NextAsync<UserTyping>(Token)).IsTyping);

        var since = _clock.GetUtcNow();
        var ended = await _clock.AdvanceUntilAsync(bob.NextAsync<UserTyping>(Token), Token);

        Assert.False(ended.IsTyping);
        Assert.InRange(_clock.GetUtcNow() - since, TimeSpan.FromSeconds(6), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_renewal_keeps_it_up_and_is_told_every_two_seconds_at_most()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);
        for (var second = 0; second < 10; second++)
        {
            await TypeAsync(ada);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await ada.Hub.SetTyping(new() { ConversationId = _tea, IsTyping = false });

        Assert.Equal([true, true, true, true, true, false], (await bob.NextAsync<UserTyping>(6, Token)).Select(told => told.IsTyping));
        Assert.False(await bob.HasHeardAsync<UserTyping>());
    }

    [Fact]
    public async Task Typing_ends_with_the_message()
    {
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);
        await TypeAsync(ada);

        _server.Lane.Tell(new MessageAdded(Telling.Message(_tea, 1, sender: _ada.Id)));

        Assert.Equal([true, false], (await bob.NextAsync<UserTyping>(2, Token)).Select(told => told.IsTyping));
    }

    [Fact]
    public async Task Typing_ends_with_the_connection()
    {
        await using var bob = await _server.ConnectAsync(_bob, Token);
        await using (var ada = await _server.ConnectAsync(_ada, Token)) { await TypeAsync(ada); }

        Assert.Equal([true, false], (await bob.NextAsync<UserTyping>(2, Token)).Select(told => told.IsTyping));
    }

    [Fact]
    public async Task A_stranger_cannot_type_and_sees_nobody_type()
    {
        await using var eve = await _server.ConnectAsync(await _server.AccountAsync("eve", Token), Token);
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await TypeAsync(ada);
        await ada.NextAsync<UserTyping>(Token);

        var refused = await Assert.ThrowsAsync<ChatRefusedException>(() => TypeAsync(eve));
        var unknown = await Assert.ThrowsAsync<ChatRefusedException>(() => eve.Hub.SetTyping(new() { ConversationId = Guid.NewGuid(), IsTyping = true }));

        Assert.Equal((ErrorCode.NotFound, unknown.Message), (refused.Code, refused.Message));
        Assert.False(await eve.HasHeardAsync<UserTyping>());
        Assert.False(await ada.HasHeardAsync<UserTyping>());
    }

    [Fact]
    public async Task In_a_large_conversation_nobody_is_shown_typing()
    {
        var hall = Guid.CreateVersion7();
        _server.Views.Set(hall, 0, [_ada.Id, _bob.Id, .. Enumerable.Range(0, 99).Select(_ => Guid.NewGuid())]);
        await using var ada = await _server.ConnectAsync(_ada, Token);
        await using var bob = await _server.ConnectAsync(_bob, Token);

        await ada.Hub.SetTyping(new() { ConversationId = hall, IsTyping = true });
        await TypeAsync(ada);

        Assert.Equal(_tea, (await bob.NextAsync<UserTyping>(Token)).ConversationId);
    }

    private Task TypeAsync(Listener device) => device.Hub.SetTyping(new() { ConversationId = _tea, IsTyping = true });
}
