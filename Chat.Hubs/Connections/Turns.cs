namespace Chat.Hubs.Connections;

/// <summary>
/// The calls of one connection, one after the other, in the order they came. A call may let the next one in before it is answered,
/// as soon as what it does has its place: so a client's messages keep their order though they wait for the disk together.
/// </summary>
internal sealed class Turns
{
    private Turn? _last;

    /// <summary>Called in the order of the calls, by one at a time.</summary>
    public ValueTask<Turn> TakeAsync()
    {
        var mine = new Turn();
        var before = Interlocked.Exchange(ref _last, mine);
        return before is null || before.IsOver ? new(mine) : WaitAsync(before, mine);
    }

    private static async ValueTask<Turn> WaitAsync(Turn before, Turn mine)
    {
        await before.Over;
        return mine;
    }
}

/// <summary>A call's time at the door. Ending it twice is ending it once.</summary>
internal sealed class Turn
{
    private static readonly object Ended = new();

    /// <summary>Nothing, whoever waits for the end, or <see cref="Ended"/>.</summary>
    private object? _state;

    public bool IsOver => Volatile.Read(ref _state) == Ended;

    /// <summary>For the one call that comes next.</summary>
    public Task Over
    {
        get
        {
            var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return Interlocked.CompareExchange(ref _state, waiting, null) is null ? waiting.Task : Task.CompletedTask;
        }
    }

    public void End()
    {
        if (Interlocked.Exchange(ref _state, Ended) is TaskCompletionSource waiting) { waiting.TrySetResult(); }
    }
}
