using System.Collections.Concurrent;
using Chat.Bench.Measuring;
using Chat.Bench.Servers;

namespace Chat.Bench.Replies;

/// <summary>What Chat adds between a model and its reader, and what its tokens cost.</summary>
internal static class RepliesBench
{
    private const int Many = 200;
    private const int Alone = 20;
    private const int Waves = 3;

    // Until the runtime compiles no more: that is the start's cost, and no reply's.
    private const int Warming = 12;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var provider = await SteadyProvider.StartAsync(cancellationToken);
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        await using var server = await Starting.ChatAsync(
            database, "chat_replies", cancellationToken, $"--Chat:Assistant:Endpoint={provider.Endpoint}", "--Chat:Assistant:Model=bench", "--Chat:Assistant:MaxRunning=1000");
        using var town = new ChatTown(server.Port);
        var askers = new List<Asker>();
        try
        {
            foreach (var person in await town.PeopleAsync(Many, cancellationToken)) { askers.Add(await Asker.ConnectAsync(person, server.Port, provider, cancellationToken)); }

            await RoundAsync("warm", askers, Warming, server, database, cancellationToken);
            var one = await RoundAsync("1 at once", askers[..1], Alone, server, database, cancellationToken);
            var many = await RoundAsync($"{Many} at once", askers, Waves, server, database, cancellationToken);
            Pages.Write("replies.md", Page(one, many));
        }
        finally
        {
            foreach (var asker in askers) { await asker.DisposeAsync(); }
        }
    }

    private static async Task<Figures> RoundAsync(
        string name, List<Asker> askers, int times, ServerProcess server, BenchDatabase database, CancellationToken cancellationToken)
    {
        var added = new ConcurrentBag<double>();
        var (before, databaseBefore) = (ProcessTimes.Of(server.Id), ProcessTimes.OfFamily(database.ProcessId));
        for (var time = 0; time < times; time++) { await Task.WhenAll(askers.Select(asker => asker.AskAsync(added, cancellationToken))); }

        var thousands = askers.Count * times * SteadyProvider.Tokens / 1_000.0;
        var figures = new Figures(
            added.Count, askers.Count * times, Numbers.Percentile([.. added], 50), Numbers.Percentile([.. added], 99),
            (ProcessTimes.Of(server.Id) - before).TotalMilliseconds / thousands, (ProcessTimes.OfFamily(database.ProcessId) - databaseBefore).TotalMilliseconds / thousands);
        Console.WriteLine($"{name,-12} {figures.Heard}/{figures.Asked}  p50 {figures.P50:N1} ms  p99 {figures.P99:N1} ms  cpu {figures.ServerCpu:N0} + {figures.DatabaseCpu:N0} ms/1,000 tokens");
        return figures;
    }

    private static string Page(Figures one, Figures many)
    {
        var table = new Table("replies at once", "p50 ms", "p99 ms", "goal of p99", "server ms CPU for 1,000 tokens", "PostgreSQL ms CPU for 1,000 tokens", "replies measured")
            .Row("1", Table.Fine(one.P50), Table.Fine(one.P99), Table.Verdict(one.P99, 20, more: false), Table.Fine(one.ServerCpu), Table.Fine(one.DatabaseCpu), $"{one.Heard}")
            .Row($"{Many}", Table.Fine(many.P50), Table.Fine(many.P99), Table.Verdict(many.P99, 100, more: false), Table.Fine(many.ServerCpu), Table.Fine(many.DatabaseCpu), $"{many.Heard}");
        return $"""
            # Replies

            The time between the model's first byte and the first `MessageDelta` at the reader, over real HTTP and WebSockets: parsing the stream, the
            ephemeral lane, the encoding. `dotnet run -c Release --project Chat.Bench -- replies` measures again and writes this page.

            {Pages.Machine}

            {table}

            The model is a server of the bench that says {SteadyProvider.Tokens} tokens, one every 20 ms; Chat tells them in pieces of 50 ms. The readers, {Many} with a
            connection and a conversation each, are in the bench's process as well, so that model and readers share the cores with the server. {Many} at once begin
            in the same moment, {Waves} times; 1 at once asks {Alone} times, so that its p99 is its slowest. CPU is all that the server's process and PostgreSQL's used,
            questions, saved texts and finished replies included, divided by the tokens.

            """;
    }

    private sealed record Figures(int Heard, int Asked, double P50, double P99, double ServerCpu, double DatabaseCpu);
}
