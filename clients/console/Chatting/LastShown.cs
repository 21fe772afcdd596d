namespace Chat.Terminal.Chatting;

/// <summary>How far a conversation was shown, for one who wants to leave no sooner than that.</summary>
internal sealed class LastShown
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seq;

    public void Set(long seq)
    {
        lock (_lock)
        {
            _seq = Math.Max(_seq, seq);
            _moved.TrySetResult();
            _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task UntilAsync(long seq, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_lock)
            {
                if (_seq >= seq) { return; }
                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }
}
