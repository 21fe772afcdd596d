using System.Globalization;

namespace Chat.Bench;

/// <summary>What may be said behind a bench's name: <c>--rounds 5</c>, <c>--messages 5000000</c>, <c>--connections 5000</c>.</summary>
internal sealed record BenchOptions(int Rounds, int Messages, int Connections)
{
    public static BenchOptions Read(string[] args) => new(
        Number(args, "--rounds", 5), Number(args, "--messages", 1_000_000), Number(args, "--connections", 5_000));

    private static int Number(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
