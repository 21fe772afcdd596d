using Chat.Client.Hub;
using Chat.Contracts;

namespace Chat.Client.Connecting;

/// <summary>The open connection, or the one that comes.</summary>
internal sealed class CurrentConnection
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<IChatHub> _next = Waiting();

    public Task<IChatHub> HubAsync(CancellationToken cancellationToken)
    {
        lock (_lock) { return _next.Task.WaitAsync(cancellationToken); }
    }

    public void Set(IChatHub hub)
    {
        lock (_lock) { _next.TrySetResult(hub); }
    }

    public void Clear()
    {
        lock (_lock)
        {
            if (_next.Task.IsCompleted) { _next = Waiting(); }
        }
    }

    private static TaskCompletionSource<IChatHub> Waiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
