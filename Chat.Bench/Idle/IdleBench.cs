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
    // What the first connections bring into memory is the server's and not theirs.
    private const int WarmUp = 200;

    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        List<IdleFigures> all =
        [
            await MeasureAsync(await Contestant.ChatAsync(database, cancellationToken), options.Connections, GarbageCollection.OfDotnetAsync, cancellationToken),
            await MeasureAsync(await Contestant.BareAsync(cancellationToken), options.Connections, GarbageCollection.OfDotnetAsync, cancellationToken),
            await MeasureAsync(await Contestant.SocketIoAsync(database, cancellationToken), options.Connections, GarbageCollection.OfNodeAsync, cancellationToken),
        ];
        Pages.Write("idle.md", Page(all));
    }

    private static async Task<IdleFigures> MeasureAsync(
        Contestant contestant, int connections, Func<int, CancellationToken, Task> collect, CancellationToken cancellationToken)
    {
        await using var server = contestant;

        // Accounts are made before the measuring; the warm-up makes every road known to the compiler.
        var id = server.Server.Id;
        await using (await server.GatherAsync(connections / 2, members: 2, cancellationToken)) { }

        await SettleAsync(id, collect, cancellationToken);
        await using var first = await server.GatherAsync(WarmUp / 2, members: 2, cancellationToken);
        await SettleAsync(id, collect, cancellationToken);
        var before = ProcessTimes.AnonymousBytes(id);
        await using var crowd = await server.GatherAsync(connections / 2, members: 2, cancellationToken);
        await SettleAsync(id, collect, cancellationToken);
        var figures = new IdleFigures(server.Name, connections, before, ProcessTimes.AnonymousBytes(id));
        Console.WriteLine($"{figures.Name,-14} {figures.PerConnection,6:N1} KB a connection ({figures.Before >> 20} MB, then {figures.With >> 20} MB)");
        return figures;
    }

    /// <summary>The first collection frees, those after it give back to the system.</summary>
    private static async Task SettleAsync(int processId, Func<int, CancellationToken, Task> collect, CancellationToken cancellationToken)
    {
        for (var time = 0; time < 3; time++)
        {
            await Task.Delay(s_settle, cancellationToken);
            await collect(processId, cancellationToken);
        }

        await Task.Delay(s_settle, cancellationToken);
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

            The growth of the process's own memory (resident and anonymous, so neither code nor files), read after the garbage collector was made to
            run several times, before and after the connections came. {WarmUp} others were open and {chat.Connections:N0} had come and gone before, so that no
            first-time cost is counted. Memory of the system's sockets is not in it, for none of them.

            """;
    }
}
