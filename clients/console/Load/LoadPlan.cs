using System.Net;
using Chat.Terminal.Running;

namespace Chat.Terminal.Load;

/// <summary>How much, for how long, on whom; within bounds that no mistake of typing leaves.</summary>
internal sealed record LoadPlan(Uri Target, int Connections, double MessagesPerSecond, TimeSpan Duration, int Users)
{
    public const int MaxConnections = 5_000;
    public const double MaxRate = 20_000;
    public const int MaxSeconds = 600;

    public static LoadPlan Of(string target, int connections, double rate, int seconds, int? users, bool isRemoteAllowed)
    {
        var server = CommonOptions.ParseServer(target);
        if (!IsThisMachine(server) && !isRemoteAllowed)
        {
            throw new UsageException($"{server.Host} is another machine. Say --remote if it is yours to load.");
        }

        Check(connections is >= 1 and <= MaxConnections, $"--connections is between 1 and {MaxConnections}.");
        Check(rate is > 0 and <= MaxRate, $"--rate is between 0 and {MaxRate} messages a second.");
        Check(seconds is >= 1 and <= MaxSeconds, $"--seconds is between 1 and {MaxSeconds}.");
        Check(users is null or (>= 1 and <= 1000), "--users is between 1 and 1000.");
        return new(server, connections, rate, TimeSpan.FromSeconds(seconds), Math.Min(users ?? 4, connections));
    }

    private static bool IsThisMachine(Uri server) =>
        server.IsLoopback || (IPAddress.TryParse(server.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static void Check(bool isGood, string sentence)
    {
        if (!isGood) { throw new UsageException(sentence); }
    }
}
