using Chat.Bench.Load;

namespace Chat.Bench.Servers;

/// <summary>A server that takes part, and how its members speak. Rooms are numbered; each has members of its own.</summary>
internal sealed class Contestant(string name, ServerProcess server, Func<int, int, CancellationToken, Task<IReadOnlyList<Wire>>> people) : IAsyncDisposable
{
    public string Name => name;

    public ServerProcess Server => server;

    /// <summary>So many new conversations with so many members each, all of them connected; the members of a conversation stand together.</summary>
    public async Task<Crowd> GatherAsync(int rooms, int members, CancellationToken cancellationToken, Predicate<int>? isNarrow = null) =>
        await Crowd.ConnectAsync(await people(rooms, members, cancellationToken), server.Port, isNarrow, cancellationToken);

    /// <summary>Makes what a later <see cref="GatherAsync"/> of as many needs, so that only the connections are left to be made.</summary>
    public Task PrepareAsync(int rooms, int members, CancellationToken cancellationToken) => people(rooms, members, cancellationToken);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    public static async Task<Contestant> ChatAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        var server = await Starting.ChatAsync(database, "chat_bench", cancellationToken);
        var town = new ChatTown(server.Port);
        return new("Chat", server, town.SettleAsync);
    }

    public static async Task<Contestant> BareAsync(CancellationToken cancellationToken) => new(
        "bare SignalR", await Starting.BareAsync(cancellationToken),
        (rooms, members, _) => Task.FromResult<IReadOnlyList<Wire>>(
            [.. Enumerable.Range(0, rooms).Select(_ => Guid.NewGuid()).SelectMany(room => Enumerable.Range(0, members).Select(_ => new HubWire(room, token: null)))]));

    public static async Task<Contestant> SocketIoAsync(BenchDatabase database, CancellationToken cancellationToken) =>
        new("Socket.IO 4", await Starting.NodeAsync(database, "socketio", cancellationToken), Named((room, name) => new SocketIoWire(room, name)));

    public static async Task<Contestant> WsAsync(BenchDatabase database, CancellationToken cancellationToken) =>
        new("ws", await Starting.NodeAsync(database, "ws", cancellationToken), Named((room, name) => new WsWire(room, name)));

    private static Func<int, int, CancellationToken, Task<IReadOnlyList<Wire>>> Named(Func<string, string, Wire> wire) =>
        (rooms, members, _) => Task.FromResult<IReadOnlyList<Wire>>(
            [.. Enumerable.Range(0, rooms).Select(_ => $"{Guid.NewGuid()}").SelectMany(room => Enumerable.Range(0, members).Select(member => wire(room, $"user-{member}")))]);
}
