using System.Diagnostics;
using Chat.Bench.Load;
using Chat.Bench.Measuring;
using Chat.Bench.Servers;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Bench.Reads;

/// <summary>What a client asks first: its list, and the end of a conversation.</summary>
internal static class ReadsBench
{
    private const int WarmUp = 300;
    private const int Calls = 2_000;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.StartAsync(cancellationToken);
        await using var server = await Starting.ChatAsync(database, "reads", cancellationToken);
        using var town = new ChatTown(server.Port);
        var reader = (await town.PeopleAsync(1, cancellationToken))[0];
        var largest = await ReadsData.MakeAsync(database.Login("reads").ConnectionString, reader.Id, options.Messages, cancellationToken);
        using var member = await Member.ConnectAsync(new HubWire(largest, reader.Token), server.Port, cancellationToken);

        (string Name, FrameTemplate Call)[] calls =
        [
            ("`GetConversations`, the first page of 1,000", HubWire.Call("GetConversations", new GetConversationsRequest())),
            ($"`GetMessages`, the last 50 of {options.Messages / 5:N0}", HubWire.Call("GetMessages", new GetMessagesRequest { ConversationId = largest })),
            ($"`GetMessages`, 50 from the middle of {options.Messages / 5:N0}",
                HubWire.Call("GetMessages", new GetMessagesRequest { ConversationId = largest, Before = options.Messages / 10 })),
        ];
        var table = new Table("call", "p50 ms", "p99 ms", "goal for p99, ms");
        foreach (var (name, call) in calls)
        {
            var times = await MeasureAsync(member, call, cancellationToken);
            var p99 = Numbers.Percentile(times, 99);
            table.Row(name, Table.Fine(Numbers.Percentile(times, 50)), Table.Fine(p99), Table.Verdict(p99, 10, more: false));
        }

        Pages.Write("reads.md", Page(table, options.Messages));
    }

    private static async Task<double[]> MeasureAsync(Member member, FrameTemplate call, CancellationToken cancellationToken)
    {
        for (var time = 0; time < WarmUp; time++) { await member.AskAsync(call, cancellationToken); }

        var times = new double[Calls];
        for (var time = 0; time < Calls; time++)
        {
            var since = Stopwatch.GetTimestamp();
            await member.AskAsync(call, cancellationToken);
            times[time] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }

        return times;
    }

    private static string Page(Table table, int messages) => $"""
        # Reads

        A database of {messages:N0} messages, made by SQL: somebody who is in {ReadsData.Conversations:N0} conversations, one of which holds a fifth of all messages.
        The goal is said for 5,000,000: `dotnet run -c Release --project Chat.Bench -- reads --messages 5000000` measures that and
        writes this page.

        {Pages.Machine}

        {table}

        {Calls:N0} calls over one socket, one after the other, after {WarmUp:N0} of warming up; the time from the call to the whole answer. The words of
        these messages are not in the search index, which none of these calls uses.

        """;
}
