using Chat.Bench.Encoding;

// Each bench by its name, with one line that says what it shows.
(string Name, string Shows, Action Run)[] benches =
[
    ("encoding", "json against messagepack: bytes, CPU and memory of one frame", EncodingBench.Run),
];

var chosen = benches.FirstOrDefault(bench => args.Length > 0 && bench.Name.Equals(args[0], StringComparison.Ordinal));
if (chosen.Run is not null)
{
    chosen.Run();
    return 0;
}

Console.WriteLine("dotnet run -c Release --project Chat.Bench -- <bench>");
foreach (var (name, shows, _) in benches) { Console.WriteLine($"  {name,-10} {shows}"); }
return args.Length == 0 ? 0 : 1;
