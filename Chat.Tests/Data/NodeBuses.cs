using System.Threading.Channels;
using Chat.Core.Nodes;
using Chat.Data.Nodes;
using Chat.Tests.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Tests.Data;

public sealed class NodeBuses
{

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_node_hears_every_message_in_order_its_own_too()
    {
        await using var database = await TestDatabase.CreateAsync(Token);
        await using var one = await NodeAsync(database);
        await using var two = await NodeAsync(database);
        var (atOne, atTwo) = (Hear(one, "tea"), Hear(two, "tea"));

        string[] sent = [.. Enumerable.Range(0, 20).Select(n => $"cup | {n} – ä")];
        foreach (var payload in sent) { await one.Bus.PublishAsync("tea", payload, Token); }

        Assert.Equal(sent, await TakeAsync(atOne, sent.Length));
        Assert.Equal(sent, await TakeAsync(atTwo, sent.Length));
    }

    [Fact]
    public async Task Only_its_topic_is_heard_and_only_until_the_end()
    {
        await using var database = await TestDatabase.CreateAsync(Token);
        await using var node = await NodeAsync(database);
        var tea = Hear(node, "tea");
        var ended = Channel.CreateUnbounded<string>();
        node.Bus.Subscribe("tea", (payload, _) => ended.Writer.WriteAsync(payload, Token).AsTask()).Dispose();

        await node.Bus.PublishAsync("coffee", "black", Token);
        await node.Bus.PublishAsync("tea", "green", Token);

        Assert.Equal(["green"], await TakeAsync(tea, 1));
        Assert.Equal(0, ended.Reader.Count);
    }

    [Fact]
    public async Task A_listener_that_fails_ends_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(Token);
        await using var node = await NodeAsync(database);
        node.Bus.Subscribe("tea", (_, _) => throw new InvalidOperationException("spilled"));
        var tea = Hear(node, "tea");

        await node.Bus.PublishAsync("tea", "first", Token);
        await node.Bus.PublishAsync("tea", "second", Token);

        Assert.Equal(["first", "second"], await TakeAsync(tea, 2));
    }

    [Fact]
    public async Task A_lost_connection_is_made_again_and_told()
    {
        await using var database = await TestDatabase.CreateAsync(Token);
        await using var node = await NodeAsync(database);
        var tea = Hear(node, "tea");
        var reconnected = Channel.CreateUnbounded<string>();
        node.Bus.OnReconnected(_ => reconnected.Writer.WriteAsync("again", Token).AsTask());

        await using (var kill = database.Source.CreateCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"))
        {
            Assert.Equal(1L, await kill.ExecuteScalarAsync(Token));
        }

        Assert.Equal(["again"], await TakeAsync(reconnected, 1));
        await node.Bus.PublishAsync("tea", "warm", Token);
        Assert.Equal(["warm"], await TakeAsync(tea, 1));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_at_the_sender()
    {
        await using var database = await TestDatabase.CreateAsync(Token);
        await using var node = await NodeAsync(database);
        var tea = Hear(node, "tea");
        var fits = new string('x', INodeBus.MaxPayload);

        await node.Bus.PublishAsync("tea", fits, Token);
        await Assert.ThrowsAsync<ArgumentException>(() => node.Bus.PublishAsync("tea", fits + "x", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => node.Bus.PublishAsync("tea", new string('ä', 4_000), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => node.Bus.PublishAsync("a|b", "", Token));

        Assert.Equal([fits], await TakeAsync(tea, 1));
    }

    [Fact]
    public async Task A_node_alone_hears_itself_in_order()
    {
        using var bus = new LocalBus(NullLogger<LocalBus>.Instance);
        await bus.StartAsync(Token);
        var tea = Hear(bus, "tea");

        string[] sent = [.. Enumerable.Range(0, 100).Select(n => $"{n}")];
        foreach (var payload in sent) { await bus.PublishAsync("tea", payload, Token); }

        Assert.Equal(sent, await TakeAsync(tea, sent.Length));
        await bus.StopAsync(Token);
    }

    [Fact]
    public async Task A_node_alone_that_cannot_keep_up_is_told_to_read()
    {
        using var bus = new LocalBus(NullLogger<LocalBus>.Instance);
        var tea = Hear(bus, "tea");
        var told = Channel.CreateUnbounded<string>();
        bus.OnReconnected(_ => told.Writer.WriteAsync("read", Token).AsTask());

        // Not started yet: nothing is taken out, and the sender does not wait.
        for (var n = 0; n < 5_000; n++) { await bus.PublishAsync("tea", $"{n}", Token); }
        await bus.StartAsync(Token);

        Assert.Equal(["read"], await TakeAsync(told, 1));
        var heard = await TakeAsync(tea, 4_096);
        Assert.Equal(("904", "4999"), (heard[0], heard[^1]));
        await bus.StopAsync(Token);
    }

    private static Channel<string> Hear(Node node, string topic) => Hear(node.Bus, topic);

    private static Channel<string> Hear(INodeBus bus, string topic)
    {
        var heard = Channel.CreateUnbounded<string>();
        bus.Subscribe(topic, (payload, _) => heard.Writer.WriteAsync(payload, Token).AsTask());
        return heard;
    }

    private static async Task<List<string>> TakeAsync(Channel<string> heard, int count)
    {
        using var limit = Waiting.Limited(Token);
        var taken = new List<string>();
        while (taken.Count < count) { taken.Add(await heard.Reader.ReadAsync(limit.Token)); }
        return taken;
    }

    private static async Task<Node> NodeAsync(TestDatabase database)
    {
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        var bus = new PostgresBus(source, TimeProvider.System, NullLogger<PostgresBus>.Instance);
        await bus.StartAsync(Token);
        return new(source, bus);
    }

    private sealed record Node(NpgsqlDataSource Source, PostgresBus Bus) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await ((IHostedService)Bus).StopAsync(CancellationToken.None);
            Bus.Dispose();
            await Source.DisposeAsync();
        }
    }
}
