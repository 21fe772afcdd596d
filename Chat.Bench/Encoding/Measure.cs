namespace Chat.Bench.Encoding;

/// <summary>What one operation costs: processor time and allocated bytes.</summary>
internal readonly record struct Cost(double Nanoseconds, double AllocatedBytes);

/// <summary>
/// Measures things that do the same against each other: in turns, in many short rounds, so that whatever else the machine does
/// falls on all of them; the median of the rounds is told. Processor time is counted instead of the clock on the wall.
/// </summary>
internal static class Measure
{
    private const int Rounds = 25;
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(60);

    public static Cost[] InTurns(IReadOnlyList<Action> things)
    {
        var times = things.Select(TimesForOneRound).ToArray();
        var costs = things.Select(_ => new List<Cost>(Rounds)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var at = 0; at < things.Count; at++) { costs[at].Add(Once(things[at], times[at])); }
        }

        return [.. costs.Select(Median)];
    }

    // Also the warming up: the just-in-time compiler needs calls and a little time between them to do its best.
    private static int TimesForOneRound(Action thing)
    {
        var times = 2_000;
        for (var warm = 0; warm < 5; warm++)
        {
            Once(thing, times);
            Thread.Sleep(150);
        }

        while (Once(thing, times).Nanoseconds * times < s_round.TotalNanoseconds) { times *= 2; }
        return times;
    }

    private static Cost Once(Action thing, int times)
    {
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var used = Environment.CpuUsage.TotalTime;
        for (var time = 0; time < times; time++) { thing(); }
        return new Cost((Environment.CpuUsage.TotalTime - used).TotalNanoseconds / times, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)times);
    }

    private static Cost Median(List<Cost> costs) =>
        new(costs.Select(cost => cost.Nanoseconds).Order().ElementAt(Rounds / 2), costs.Select(cost => cost.AllocatedBytes).Order().ElementAt(Rounds / 2));
}
