using Chat.Bench.FanOut;
using Chat.Bench.Measuring;
using Chat.Bench.Sending;
using Chat.Bench.Servers;

namespace Chat.Bench.Growth;

/// <summary>How cost grows with the connections, and with the members of one conversation.</summary>
internal static class GrowthBench
{
    private const int OnTheWay = 400;

    private static readonly int[] s_connections = [10, 100, 1_000];
    private static readonly int[] s_members = [2, 10, 100, 1_000];
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        int[] connections = [.. s_connections.Where(count => count < options.Connections), options.Connections];
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        await using var chat = await Contestant.ChatAsync(database, cancellationToken);
        await using var socketIo = await Contestant.SocketIoAsync(database, cancellationToken);
        Contestant[] contestants = [chat, socketIo];

        // Thrown away: it is the compilers' own.
        foreach (var one in contestants) { await SendAsync(one, 100, database, options.Warm, cancellationToken); }

        var sends = await InTurnsAsync(contestants, connections, (one, count) => SendAsync(one, count, database, s_warmUp, cancellationToken));
        var fanOuts = await InTurnsAsync(contestants, s_members, (one, count) => FanOutAsync(one, count, database, cancellationToken));
        Draw("growth-connections.svg", "CPU for each acknowledged message, µs", "connections", connections, contestants, sends, one => one.ServerMicroseconds + one.DatabaseMicroseconds);
        Draw("growth-members.svg", "CPU for each delivery, µs", "members of the conversation", s_members, contestants, fanOuts, one => one.ServerMicroseconds + one.DatabaseMicroseconds);
        Pages.Write("growth.md", Page(contestants, connections, sends, fanOuts));
    }

    private static async Task<T[][]> InTurnsAsync<T>(Contestant[] contestants, int[] counts, Func<Contestant, int, Task<T>> measure)
    {
        var found = contestants.Select(_ => new T[counts.Length]).ToArray();
        for (var at = 0; at < counts.Length; at++)
        {
            for (var one = 0; one < contestants.Length; one++) { found[one][at] = await measure(contestants[one], counts[at]); }
        }

        return found;
    }

    private static async Task<SendFigures> SendAsync(
        Contestant contestant, int connections, BenchDatabase database, TimeSpan warmUp, CancellationToken cancellationToken)
    {
        await using var crowd = await contestant.GatherAsync(connections / 2, members: 2, cancellationToken);
        var figures = await new SendRound(crowd, Math.Clamp(OnTheWay / connections, 1, 32), contestant.Server.Id, database.ProcessId)
            .RunAsync(warmUp, s_measured, cancellationToken);
        Console.WriteLine($"{contestant.Name,-14} {connections,6:N0} connections {figures.PerSecond,8:N0}/s  cpu {figures.ServerMicroseconds,6:N0} + {figures.DatabaseMicroseconds,6:N0} us");
        return figures;
    }

    private static async Task<FanOutFigures> FanOutAsync(Contestant contestant, int members, BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var crowd = await contestant.GatherAsync(rooms: 1, members, cancellationToken);
        await Task.Delay(s_warmUp, cancellationToken);
        var figures = await new FanOutRound(crowd, Math.Min(FanOutBench.Senders, members), FanOutBench.InFlight, contestant.Server.Id, database.ProcessId)
            .RunAsync(s_warmUp, s_measured, cancellationToken);
        Console.WriteLine($"{contestant.Name,-14} {members,6:N0} members {figures.PerSecond,9:N0} deliveries/s  cpu {figures.ServerMicroseconds,6:N2} + {figures.DatabaseMicroseconds,6:N2} us");
        return figures;
    }

    private static void Draw<T>(
        string file, string title, string across, int[] counts, Contestant[] contestants, T[][] found, Func<T, double> value) =>
        File.WriteAllText(
            Path.Combine(Pages.Repository, "docs", "benchmarks", file),
            Chart.Of(title, across, counts, [.. contestants.Select((one, at) => (one.Name, found[at].Select(value).ToArray()))]));

    private static string Page(Contestant[] contestants, int[] connections, SendFigures[][] sends, FanOutFigures[][] fanOuts)
    {
        var sending = new Table("connections", "server", "acknowledged/s", "p99 ms", "server µs CPU", "PostgreSQL µs CPU");
        for (var at = 0; at < connections.Length; at++)
        {
            for (var one = 0; one < contestants.Length; one++)
            {
                var figures = sends[one][at];
                sending.Row(Table.Whole(connections[at]), contestants[one].Name, Table.Whole(figures.PerSecond), Table.Fine(figures.P99), Table.Whole(figures.ServerMicroseconds), Table.Whole(figures.DatabaseMicroseconds));
            }
        }

        var fanning = new Table("members", "server", "deliveries/s", "server µs CPU", "PostgreSQL µs CPU");
        for (var at = 0; at < s_members.Length; at++)
        {
            for (var one = 0; one < contestants.Length; one++)
            {
                var figures = fanOuts[one][at];
                fanning.Row(Table.Whole(s_members[at]), contestants[one].Name, Table.Whole(figures.PerSecond), Table.Fine(figures.ServerMicroseconds), Table.Fine(figures.DatabaseMicroseconds));
            }
        }

        var fromFew = Cpu(sends[0][^1]) / Cpu(sends[0][0]);
        return $"""
            # Growth

            From {connections[0]:N0} to {connections[^1]:N0} connections a message costs Chat {Table.Fine(fromFew, "×")} the CPU; Socket.IO {Table.Fine(Cpu(sends[1][^1]) / Cpu(sends[1][0]), "×")}.
            `dotnet run -c Release --project Chat.Bench -- growth` measures again and writes this page and its charts.

            {Pages.Machine}

            ## Connections

            Private conversations of two; some {OnTheWay} messages on their way at any time, one of each at least.

            ![CPU for each acknowledged message by connections](growth-connections.svg)

            {sending}

            ## Members of one conversation

            All connected; {FanOutBench.InFlight} messages on their way at any time. What a message costs whoever hears it is shared by its deliveries.

            ![CPU for each delivery by members](growth-members.svg)

            {fanning}

            One round of {s_measured.TotalSeconds:0} s each, the servers in turns, after a round that was thrown away; CPU as in [send](send.md) and [fan-out](fanout.md).

            """;
    }

    private static double Cpu(SendFigures one) => one.ServerMicroseconds + one.DatabaseMicroseconds;
}
