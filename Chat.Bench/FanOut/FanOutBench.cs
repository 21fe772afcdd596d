using Chat.Bench.Measuring;
using Chat.Bench.Servers;

namespace Chat.Bench.FanOut;

/// <summary>One conversation of 1,000 members, all of them online: deliveries a second.</summary>
internal static class FanOutBench
{
    internal const int Senders = 4;
    internal const int InFlight = 8;
    private const int Members = 1_000;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        await using var chat = await Contestant.ChatAsync(database, cancellationToken);
        await using var socketIo = await Contestant.SocketIoAsync(database, cancellationToken);
        await using var bare = await Contestant.BareAsync(cancellationToken);
        await using var ws = await Contestant.WsAsync(database, cancellationToken);
        Contestant[] all = [chat, socketIo, bare, ws];
        var contestants = Array.FindAll(all, one => options.Takes(one.Name));
        foreach (var one in contestants) { await RoundAsync(one, database, options.Warm, cancellationToken); }

        Console.WriteLine("Warm.");
        var rounds = contestants.ToDictionary(one => one, _ => new List<FanOutFigures>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var one in contestants) { rounds[one].Add(await RoundAsync(one, database, s_warmUp, cancellationToken)); }
        }

        if (contestants.Length < all.Length) { return; }
        Pages.Write("fanout.md", Page([.. contestants.Select(one => (one.Name, Median(rounds[one])))], options));
    }

    private static async Task<FanOutFigures> RoundAsync(Contestant contestant, BenchDatabase database, TimeSpan warmUp, CancellationToken cancellationToken)
    {
        await using var crowd = await contestant.GatherAsync(rooms: 1, Members, cancellationToken);

        // Whatever a server does because so many came.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        var figures = await new FanOutRound(crowd, Senders, InFlight, contestant.Server.Id, database.ProcessId).RunAsync(warmUp, s_measured, cancellationToken);
        Console.WriteLine($"{contestant.Name,-14} {figures.PerSecond,9:N0} deliveries/s  cpu {figures.ServerMicroseconds,5:N2} + {figures.DatabaseMicroseconds,5:N2} us");
        return figures;
    }

    internal static FanOutFigures Median(IReadOnlyCollection<FanOutFigures> rounds) => new(
        Numbers.Median(rounds.Select(one => one.PerSecond)), Numbers.Median(rounds.Select(one => one.ServerMicroseconds)),
        Numbers.Median(rounds.Select(one => one.DatabaseMicroseconds)));

    private static string Page((string Name, FanOutFigures Figures)[] all, BenchOptions options)
    {
        var chat = all[0].Figures;
        var ratios = new Table("Chat against", "deliveries a second", "goal", "CPU a delivery");
        foreach (var (name, one) in all.Skip(1))
        {
            var ratio = chat.PerSecond / one.PerSecond;
            var goal = name switch { "Socket.IO 4" => Table.Verdict(ratio, 1.6, more: true), "bare SignalR" => Table.Verdict(ratio, 0.9, more: true), _ => "" };
            ratios.Row(name, Table.Fine(ratio, "×"), goal, Table.Fine(Cpu(chat) / Cpu(one), "×"));
        }

        var figures = new Table("server", "deliveries/s", "server µs CPU", "PostgreSQL µs CPU");
        foreach (var (name, one) in all) { figures.Row(name, Table.Whole(one.PerSecond), Table.Fine(one.ServerMicroseconds), Table.Fine(one.DatabaseMicroseconds)); }

        return $"""
            # Fan-out

            One conversation of {Members:N0} members, each connected and reading. {Senders} of them send; {InFlight} messages are on their way at any time, and a
            new one goes out when an earlier one has reached everybody. Chat and the peers store every message; the bare hub stores
            nothing and says the same records in the same encoding as Chat.
            `dotnet run -c Release --project Chat.Bench -- fanout` measures again and writes this page.

            {Pages.Machine}

            {ratios}

            ## Figures

            {figures}

            Medians of {options.Rounds} rounds in turns, {s_measured.TotalSeconds:0} s each, after {options.Warm.TotalSeconds:0} s for each server in which its compiler saw the load. The load's own work, {Members:N0} raw sockets, takes its share
            of the same cores, which brings the ratios nearer to one than servers alone would show: CPU a delivery is the cleaner figure.

            """;
    }

    private static double Cpu(FanOutFigures one) => one.ServerMicroseconds + one.DatabaseMicroseconds;
}
