using Chat.Bench.Load;
using Chat.Bench.Measuring;
using Chat.Bench.Servers;

namespace Chat.Bench.Sending;

/// <summary>Durable send to acknowledged: 100 connections in 50 private conversations, 4 messages of each on their way.</summary>
internal static class SendBench
{
    private const int Rooms = 50;
    private const int InFlight = 4;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        await using var chat = await Contestant.ChatAsync(database, cancellationToken);
        await using var socketIo = await Contestant.SocketIoAsync(database, cancellationToken);
        await using var ws = await Contestant.WsAsync(database, cancellationToken);
        await using var bare = await Contestant.BareAsync(cancellationToken);
        Contestant[] all = [chat, socketIo, ws, bare];
        var contestants = Array.FindAll(all, one => options.Takes(one.Name));
        foreach (var one in contestants) { await RoundAsync(one, database, options.Warm, cancellationToken); }

        Console.WriteLine("Warm.");
        var rounds = contestants.ToDictionary(one => one, _ => new List<SendFigures>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var one in contestants) { rounds[one].Add(await RoundAsync(one, database, s_warmUp, cancellationToken)); }
        }

        if (contestants.Length < all.Length) { return; }
        Pages.Write("send.md", Page([.. contestants.Select(one => (one.Name, Median(rounds[one])))], options));
    }

    private static async Task<SendFigures> RoundAsync(Contestant contestant, BenchDatabase database, TimeSpan warmUp, CancellationToken cancellationToken)
    {
        await using var crowd = await contestant.GatherAsync(Rooms, members: 2, cancellationToken);
        var figures = await new SendRound(crowd, InFlight, contestant.Server.Id, database.ProcessId).RunAsync(warmUp, s_measured, cancellationToken);
        Console.WriteLine($"{contestant.Name,-14} {figures.PerSecond,8:N0}/s  p50 {figures.P50,7:N1} ms  p99 {figures.P99,7:N1} ms  cpu {figures.ServerMicroseconds,6:N0} + {figures.DatabaseMicroseconds,6:N0} us");
        return figures;
    }

    internal static SendFigures Median(IReadOnlyCollection<SendFigures> rounds) => new(
        Numbers.Median(rounds.Select(one => one.PerSecond)), Numbers.Median(rounds.Select(one => one.P50)), Numbers.Median(rounds.Select(one => one.P99)),
        Numbers.Median(rounds.Select(one => one.ServerMicroseconds)), Numbers.Median(rounds.Select(one => one.DatabaseMicroseconds)));

    private static string Page((string Name, SendFigures Figures)[] all, BenchOptions options)
    {
        var (chat, other) = (all[0].Figures, all[1].Figures);
        var ratios = new Table("Chat against Socket.IO", "ratio", "goal")
            .Row("acknowledged a second", Table.Fine(chat.PerSecond / other.PerSecond, "×"), Table.Verdict(chat.PerSecond / other.PerSecond, 5, more: true))
            .Row("p99 of the wait", Table.Fine(chat.P99 / other.P99, "×"), Table.Verdict(chat.P99 / other.P99, 0.5, more: false))
            .Row("CPU a message, server and PostgreSQL", Table.Fine(Cpu(chat) / Cpu(other), "×"), "")
            .Row("the same against ws", Table.Fine(Cpu(chat) / Cpu(all[2].Figures), "×"), "");
        var figures = new Table("server", "acknowledged/s", "p50 ms", "p99 ms", "server µs CPU", "PostgreSQL µs CPU");
        foreach (var (name, one) in all)
        {
            figures.Row(name, Table.Whole(one.PerSecond), Table.Fine(one.P50), Table.Fine(one.P99), Table.Whole(one.ServerMicroseconds), Table.Whole(one.DatabaseMicroseconds));
        }

        return $"""
            # Send

            {2 * Rooms} connections in {Rooms} private conversations send and wait until the message is durable, {InFlight} on their way from each.
            The peers insert one row a message through a pool of 16 and answer after it; the bare hub stores nothing and only shows what
            the stack itself takes. `dotnet run -c Release --project Chat.Bench -- send` measures again and writes this page.

            {Pages.Machine}

            {ratios}

            ## Figures

            {figures}

            Medians of {options.Rounds} rounds in turns, {s_measured.TotalSeconds:0} s each, after {options.Warm.TotalSeconds:0} s for each server in which its compiler saw the load. All on one private PostgreSQL with its default durability,
            a database for each. The load is raw sockets in the bench's process. CPU is that of the server's process and of all of
            PostgreSQL's, divided by the messages acknowledged, work put off until after the round included. A message also reaches
            both members. On a machine that does other things at the same time the ratios say more than the figures.

            """;
    }

    private static double Cpu(SendFigures one) => one.ServerMicroseconds + one.DatabaseMicroseconds;
}
