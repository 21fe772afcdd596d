using System.Globalization;
using Chat.Client.Connecting;

namespace Chat.Tests.Checker;

/// <summary>How a run of the history checker goes. Every decision of every actor comes from the seed; which of them meet is up to the machine.</summary>
internal sealed record CheckerPlan
{
    public required int Seed { get; init; }

    /// <summary>How long things happen, without starting and healing.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>An actor stops earlier when it has done so much.</summary>
    public int Operations { get; init; } = int.MaxValue;

    public int Users { get; init; } = 4;

    public int DevicesOfUser { get; init; } = 2;

    /// <summary>What stands between the first user's connections and the server; planted faults lie there.</summary>
    public Func<IChatServer, IChatServer> Disguise { get; init; } = server => server;

    public Random RandomOf(int actor) => new(unchecked((Seed * 1_000_003) + actor));

    /// <summary>CHAT_CHECKER_SECONDS and CHAT_CHECKER_SEED make it longer, and the same again.</summary>
    public static CheckerPlan FromEnvironment()
    {
        var seconds = Number("CHAT_CHECKER_SECONDS") ?? 7;
        return new() { Seed = Number("CHAT_CHECKER_SEED") ?? Random.Shared.Next(1_000_000), Duration = TimeSpan.FromSeconds(seconds) };
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
