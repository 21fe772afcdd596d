namespace Chat.Client;

/// <summary>Wakes one who waits; rung many times before that, it wakes once.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0);
    private readonly Lock _lock = new();

    public void Ring()
    {
        lock (_lock)
        {
            if (_rung.CurrentCount is 0) { _rung.Release(); }
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _rung.WaitAsync(cancellationToken);

    public void Dispose() => _rung.Dispose();
}
