using Chat.Bench.Measuring;
using Chat.Bench.Servers;

namespace Chat.Bench.Stalled;

/// <summary>A conversation of 1,000 of whom 5% stop reading: what the others wait, and what the server keeps.</summary>
internal static class StalledBench
{
    private const int Members = 1_000;
    private const int Stalled = 50;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(8);

    // Together with the warm-up less than the thirty seconds after which Chat lets a reader go who takes nothing.
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(16);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        await using var chat = await Contestant.ChatAsync(database, cancellationToken);
        await using var socketIo = await Contestant.SocketIoAsync(database, cancellationToken);
        Contestant[] all = [chat, socketIo];
        var contestants = Array.FindAll(all, one => options.Takes(one.Name));
        using var chatWatch = new OutboxWatch(chat.Server.Port);
        using var noWatch = new OutboxWatch(port: null);
        foreach (var one in contestants) { await RoundAsync(one, stalled: 0, noWatch, cancellationToken); }

        Console.WriteLine("Warm.");
        var rounds = contestants.ToDictionary(one => one, _ => (All: new List<StalledFigures>(), Some: new List<StalledFigures>()));
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var one in contestants)
            {
                var watch = one == chat ? chatWatch : noWatch;

                // Each goes first as often as the other.
                if (round % 2 == 0) { rounds[one].All.Add(await RoundAsync(one, stalled: 0, watch, cancellationToken)); }
                rounds[one].Some.Add(await RoundAsync(one, Stalled, watch, cancellationToken));
                if (round % 2 == 1) { rounds[one].All.Add(await RoundAsync(one, stalled: 0, watch, cancellationToken)); }
            }
        }

        if (contestants.Length < all.Length) { return; }
        Pages.Write("stalled.md", Page([.. contestants.Select(one => (one.Name, Median(rounds[one].All), Median(rounds[one].Some)))], options));
    }

    private static async Task<StalledFigures> RoundAsync(Contestant contestant, int stalled, OutboxWatch watch, CancellationToken cancellationToken)
    {
        await using var crowd = await contestant.GatherAsync(rooms: 1, Members, cancellationToken, at => StalledRound.IsStalled(at, Members, stalled));
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        var figures = await new StalledRound(crowd, stalled).RunAsync(s_warmUp, s_measured, watch, contestant.Server.Id, cancellationToken);
        Console.WriteLine($"{contestant.Name,-14} {stalled,3} stalled  p50 {figures.P50,6:N1} ms  p99 {figures.P99,6:N1} ms  most {figures.Most,6:N1} ms  memory {figures.MemoryGrown >> 20,4} MB  outboxes {figures.Outboxes}");
        return figures;
    }

    private static StalledFigures Median(List<StalledFigures> rounds) => new(
        Numbers.Median(rounds.Select(one => one.P50)), Numbers.Median(rounds.Select(one => one.P99)), Numbers.Median(rounds.Select(one => one.Most)),
        (long)Numbers.Median(rounds.Select(one => (double)one.MemoryGrown)),
        new(
            Numbers.Median(rounds.Select(one => one.Outboxes.Waiting)), Numbers.Median(rounds.Select(one => one.Outboxes.MostQueuedBytes)),
            Numbers.Median(rounds.Select(one => one.Outboxes.Overflows))));

    private static string Page((string Name, StalledFigures All, StalledFigures Some)[] servers, BenchOptions options)
    {
        var (chat, ratio) = (servers[0], servers[0].Some.P99 / servers[0].All.P99);
        var verdict = new Table("Chat, with 5% stalled against without", "figure", "goal")
            .Row("p99 from sent to delivered, of those who read", Table.Fine(ratio, "×"), Table.Verdict(ratio, 1.1, more: false))
            .Row("connections that wait, as `/metrics` says", Table.Whole(chat.Some.Outboxes.Waiting), $"{Stalled}")
            .Row("bytes that wait for each of them, at most", Table.Whole(chat.Some.Outboxes.MostQueuedBytes / Stalled), Table.Verdict(chat.Some.Outboxes.MostQueuedBytes / Stalled, 1024 * 1024, more: false))
            .Row("told to sync because more would have waited", Table.Whole(chat.Some.Outboxes.Overflows), "");
        var figures = new Table("server", "readers", "p50 ms", "p99 ms", "longest ms", "memory grown, MB");
        foreach (var (name, whole, some) in servers)
        {
            figures.Row(name, "all read", Table.Fine(whole.P50), Table.Fine(whole.P99), Table.Fine(whole.Most), Table.Whole(whole.MemoryGrown >> 20));
            figures.Row(name, "5% stalled", Table.Fine(some.P50), Table.Fine(some.P99), Table.Fine(some.Most), Table.Whole(some.MemoryGrown >> 20));
        }

        return $"""
            # Stalled readers

            {Members:N0} members of one conversation are online and one of them says 4 KB twenty times a second. In half of the rounds {Stalled} of the
            others stop reading their sockets. `dotnet run -c Release --project Chat.Bench -- stalled` measures again and writes this page.

            {Pages.Machine}

            {verdict}

            ## Figures

            {figures}

            Medians of {options.Rounds} paired rounds, after one thrown away. The sockets of those who stall have a small window and segments as on a network; on a machine with itself
            the system would otherwise keep megabytes for each, and no server would notice. They stall {s_warmUp.TotalSeconds:0} s before the {s_measured.TotalSeconds:0} s that are measured, in which Chat's outboxes fill to their bound of 1 MB and what
            is above it is left to a later `Sync`; after 30 s Chat would close them (`chat_outbox_closed_total`), which is not measured here. Events that
            wait lie in memory once for all who wait for them, so that the memory grown is less than the bytes that wait. It is that of the
            server's process with all its garbage. The messages are stored by both servers.

            """;
    }
}
