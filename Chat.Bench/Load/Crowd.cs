namespace Chat.Bench.Load;

/// <summary>Connections that stay open, and say so to their server.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    // SignalR lets go of whoever is silent for thirty seconds.
    private static readonly TimeSpan s_wordEvery = TimeSpan.FromSeconds(10);

    private const int Doors = 32;

    private readonly CancellationTokenSource _over = new();
    private readonly Task _words;

    private Crowd(Member[] members)
    {
        Members = members;
        _words = SayStillHereAsync(_over.Token);
    }

    public Member[] Members { get; }

    /// <summary>With small windows for those who will stop reading.</summary>
    public static async Task<Crowd> ConnectAsync(IReadOnlyList<Wire> wires, int port, Predicate<int>? isNarrow, CancellationToken cancellationToken)
    {
        var members = new Member[wires.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Doors, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, wires.Count, options, async (at, token) => members[at] = await Member.ConnectAsync(wires[at], port, token, isNarrow?.Invoke(at) is true));
        return new(members);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _words.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var member in Members)
        {
            member.Round = null;
            member.Dispose();
        }

        _over.Dispose();
    }

    private async Task SayStillHereAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_wordEvery);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var member in Members) { member.SayStillHere(); }
        }
    }
}
