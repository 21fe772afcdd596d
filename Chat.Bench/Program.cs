using Chat.Bench;
using Chat.Bench.Bare;
using Chat.Bench.Encoding;
using Chat.Bench.Faces;
using Chat.Bench.FanOut;
using Chat.Bench.Growth;
using Chat.Bench.Idle;
using Chat.Bench.Reads;
using Chat.Bench.Replies;
using Chat.Bench.Sending;
using Chat.Bench.Stalled;

if (args is [BareServer.Argument, .. var settings])
{
    await BareServer.RunAsync(settings);
    return 0;
}

// Each bench by its name, with one line that says what it shows.
(string Name, string Shows, Func<BenchOptions, CancellationToken, Task> RunAsync)[] benches =
[
    ("encoding", "json against messagepack: bytes, CPU and memory of one frame", (_, end) => Task.Run(EncodingBench.Run, end)),
    ("send", "durable send to acknowledged beside Socket.IO and ws", SendBench.RunAsync),
    ("fanout", "deliveries in a conversation of 1,000 beside Socket.IO, ws and bare SignalR", FanOutBench.RunAsync),
    ("stalled", "what readers that stop reading cost the others of a conversation of 1,000", StalledBench.RunAsync),
    ("idle", "memory for each idle connection beside bare SignalR and Socket.IO", IdleBench.RunAsync),
    ("reads", "first pages of lists and histories on millions of messages", ReadsBench.RunAsync),
    ("faces", "false matches and false non-matches over thresholds on a folder of people (--media <folder>)", FacesBench.RunAsync),
    ("emotions", "confusion, and coverage against accuracy, on a folder of labelled faces (--media <folder>)", EmotionsBench.RunAsync),
    ("matching", "a million templates searched on one core beside the bandwidth floor", MatchingBench.RunAsync),
    ("vision", "frames a second for each core beside the bare models and OpenCV; latency of 1, 10 and 50 cameras", VisionBench.RunAsync),
    ("replies", "the time between a model's first byte and the reader's first piece, 1 and 200 replies at once", RepliesBench.RunAsync),
    ("growth", "how cost grows with connections and members, with charts", GrowthBench.RunAsync),
];

var chosen = benches.FirstOrDefault(bench => args.Length > 0 && bench.Name.Equals(args[0], StringComparison.Ordinal));
if (chosen.RunAsync is not null)
{
    // Long enough for a slow machine; whatever hangs ends then, and the servers with it.
    using var end = new CancellationTokenSource(TimeSpan.FromMinutes(30));
    Console.CancelKeyPress += (_, stop) => (stop.Cancel, _) = (true, end.CancelAsync());
    await chosen.RunAsync(BenchOptions.Read(args), end.Token);
    return 0;
}

Console.WriteLine("dotnet run -c Release --project Chat.Bench -- <bench> [--rounds 5] [--warm 30] [--connections 5000] [--messages 1000000] [--only <server>] [--models <folder>] [--media <folder>]");
foreach (var (name, shows, _) in benches) { Console.WriteLine($"  {name,-10} {shows}"); }
return args.Length == 0 ? 0 : 1;
