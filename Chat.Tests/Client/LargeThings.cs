using Chat.Client;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Tests.Running;

namespace Chat.Tests.Client;

/// <summary>The largest there is, against the real server.</summary>
public sealed class LargeThings(ChatApp app) : IClassFixture<ChatApp>, IAsyncLifetime
{
    private const int Many = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly MemoryPersistence<SavedState> _state = new();
    private Session _ada = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _ada = await app.RegisterAsync("ada", Token);

    [Fact]
    public async Task The_largest_message_arrives_and_a_larger_one_is_refused_without_holding_up_the_next()
    {
        await using var client = await StartAsync();
        var tea = await client.CreateConversationAsync(new() { Kind = ConversationKind.Group, Title = "tea" }, Token);
        var largest = string.Concat(Enumerable.Repeat("🙂", 8_000));

        var sent = await client.SendAsync(tea.Id, largest, Token);
        var larger = await client.SendAsync(tea.Id, largest + "!", Token);
        var enormous = await client.SendAsync(tea.Id, new string('x', 3 * 1024 * 1024), Token);
        var next = await client.SendAsync(tea.Id, "next", Token);

        Assert.Equal(largest, (await sent.Sent.WaitAsync(Patience, Token)).Content);
        Assert.Equal("invalid", (await Assert.ThrowsAsync<ChatRefusedException>(() => larger.Sent.WaitAsync(Patience, Token))).Code);
        Assert.Equal("too_large", (await Assert.ThrowsAsync<ChatRefusedException>(() => enormous.Sent.WaitAsync(Patience, Token))).Code);
        Assert.Equal(2, (await next.Sent.WaitAsync(Patience, Token)).Seq);
    }

    [Fact]
    public async Task Five_thousand_conversations_are_known_and_after_a_restart_not_fetched_again()
    {
        await MakeAsync();
        await using (var first = await StartAsync())
        {
            await first.CurrentAsync(Token).WaitAsync(Patience, Token);
            Assert.Equal(Many, first.State.Conversations.Count);
        }

        await using var again = await StartAsync();
        Assert.Equal(Many, again.State.Conversations.Count);
        var changed = 0;
        again.Changed += change => Interlocked.Add(ref changed, change.Conversations.Count);
        await again.CurrentAsync(Token).WaitAsync(Patience, Token);

        var newest = again.State.Conversations.Values.First(one => one.Title is "number 5000");
        await (await again.SendAsync(newest.Id, "hello", Token)).Sent.WaitAsync(Patience, Token);
        Assert.InRange(changed, 0, 10);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ChatClient> StartAsync()
    {
        var session = new MemoryPersistence<Session>();
        await session.SaveAsync(_ada, Token);
        return await ChatClient.StartAsync(new() { Server = new RemoteServer(app.Address), Session = session, State = _state }, Token);
    }

    /// <summary>As groups of one, made where they lie: by the hub it would take a minute.</summary>
    private async Task MakeAsync()
    {
        await using var command = app.Database.Source.CreateCommand(
            $"""
            WITH made AS (
                INSERT INTO conversations (id, kind, title, member_count, hidden_count, last_seq, revision, created_at, updated_at)
                SELECT gen_random_uuid(), 'group', 'number ' || n, 1, 0, 0, 1, now(), now() FROM generate_series(1, {Many}) AS n
                RETURNING id)
            INSERT INTO conversation_members (
                conversation_id, account_id, role, joined_at, last_read_seq, cleared_up_to_seq, own_sent, muted, hidden, own_revision)
            SELECT id, '{_ada.User.Id}', 'owner', now(), 0, 0, 0, false, false, 0 FROM made;
            INSERT INTO own_counters (account_id, revision) VALUES ('{_ada.User.Id}', 0);
            """);
        await command.ExecuteNonQueryAsync(Token);
    }
}
