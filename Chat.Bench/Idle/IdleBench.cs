using Chat.Bench.Load;
using Chat.Bench.Measuring;
using Chat.Bench.Servers;

namespace Chat.Bench.Idle;

/// <summary>What one server's process holds before and with the connections.</summary>
internal sealed record IdleFigures(string Name, int Connections, long Before, long With)
{
    public double PerConnection => (With - Before) / 1024.0 / Connections;
}

/// <summary>Memory for each connection that only waits, over 5,000 of them.</summary>
internal static class IdleBench
{
    // What the first connections bring into memory is the server's and not theirs. They stay, and nobody goes while it is measured:
    // what those who went leave behind would make room for those who come.
    private const int First = 1_000;

    private const int Collections = 5;
    private const int Looks = 8;

    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        (string Name, Func<Task<Contestant>> StartAsync, Func<int, CancellationToken, Task> CollectAsync)[] servers =
        [
            ("Chat", () => Contestant.ChatAsync(database, cancellationToken), GarbageCollection.OfDotnetAsync),
            ("bare SignalR", () => Contestant.BareAsync(cancellationToken), GarbageCollection.OfDotnetAsync),
            ("Socket.IO 4", () => Contestant.SocketIoAsync(database, cancellationToken), GarbageCollection.OfNodeAsync),
        ];
        var all = new List<IdleFigures>();
        foreach (var (_, startAsync, collectAsync) in servers.Where(one => options.Takes(one.Name)))
        {
            all.Add(await MeasureAsync(await startAsync(), options.Connections, collectAsync, cancellationToken));
        }

        if (all.Count == servers.Length) { Pages.Write("idle.md", Page(all)); }
    }

    private static async Task<IdleFigures> MeasureAsync(
        Contestant contestant, int connections, Func<int, CancellationToken, Task> collect, CancellationToken cancellationToken)
    {
        await using var server = contestant;

        // Accounts and conversations are made before the measuring.
        var id = server.Server.Id;
        await server.PrepareAsync(connections / 2, members: 2, cancellationToken);
        await using var first = await server.GatherAsync(First / 2, members: 2, cancellationToken);
        var before = await RestAsync(id, collect, cancellationToken);
        await using var crowd = await server.GatherAsync(connections / 2, members: 2, cancellationToken);
        var figures = new IdleFigures(server.Name, connections, before, await RestAsync(id, collect, cancellationToken));
        Console.WriteLine($"{figures.Name,-14} {figures.PerConnection,6:N1} KB a connection ({figures.Before >> 20} MB, then {figures.With >> 20} MB)");
        return figures;
    }

    /// <summary>
    /// What the process holds at least: the first collections free and give back to the system, and every sign of life of a
    /// connection makes new garbage, which is nobody's memory and would be counted by chance.
    /// </summary>
    private static async Task<long> RestAsync(int processId, Func<int, CancellationToken, Task> collect, CancellationToken cancellationToken)
    {
        await Task.Delay(s_settle, cancellationToken);
        var least = long.MaxValue;
        for (var time = 0; time < Collections; time++)
        {
            await collect(processId, cancellationToken);
            for (var look = 0; look < Looks; look++)
            {
                await Task.Delay(s_lookEvery, cancellationToken);
                least = Math.Min(least, ProcessTimes.AnonymousBytes(processId));
            }
        }

        return least;
    }

    private static string Page(List<IdleFigures> all)
    {
        var (chat, bare, socketIo) = (all[0], all[1], all[2]);
        var ratios = new Table("Chat", "figure", "goal")
            .Row("KB for each idle connection", Table.Fine(chat.PerConnection), Table.Verdict(chat.PerConnection, 20, more: false))
            .Row("against bare SignalR", Table.Fine(chat.PerConnection / bare.PerConnection, "×"), "")
            .Row("against Socket.IO", Table.Fine(chat.PerConnection / socketIo.PerConnection, "×"), "");
        var figures = new Table("server", "connections", "KB a connection", "MB before", "MB with them");
        foreach (var one in all)
        {
            figures.Row(one.Name, Table.Whole(one.Connections), Table.Fine(one.PerConnection), Table.Whole(one.Before >> 20), Table.Whole(one.With >> 20));
        }

        return $"""
            # Idle connections

            {chat.Connections:N0} connections that only wait, each of somebody else and signed in, in private conversations.
            `dotnet run -c Release --project Chat.Bench -- idle` measures again and writes this page.

            {Pages.Machine}

            {ratios}

            ## Figures

            {figures}

            The growth of the process's own memory (resident and anonymous, so neither code nor files), the least that is seen while the
            garbage collector is made to run several times, before and after the connections came. {First:N0} others were open before and stayed, so that first-time costs are not
            counted; nobody had come and gone, so that no memory left behind is used again. Memory of the system's sockets is not in it, for none of them.

            """;
    }
}
