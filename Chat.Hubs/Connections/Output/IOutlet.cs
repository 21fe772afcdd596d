using System.IO.Pipelines;

namespace Chat.Hubs.Connections.Output;

/// <summary>Where a connection's gathered bytes go. One writes at a time.</summary>
internal interface IOutlet
{
    /// <summary>Done when it is taken. Says whether whoever reads is gone.</summary>
    ValueTask<bool> WriteAsync(PooledBytes bytes);

    /// <summary>What the wire says of itself, as it is: no message of the hub's.</summary>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> signal);

    void Complete(Exception? failure);

    void CancelPendingFlush();
}

/// <summary>A transport of the framework's.</summary>
internal sealed class PipeOutlet(PipeWriter pipe) : IOutlet
{
    public ValueTask<bool> WriteAsync(PooledBytes bytes) => WriteAsync(bytes.Written);

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> signal)
    {
        var write = pipe.WriteAsync(signal);
        return write.IsCompletedSuccessfully ? new(write.Result.IsCompleted) : WaitAsync(write);
    }

    public void Complete(Exception? failure) => pipe.Complete(failure);

    public void CancelPendingFlush() => pipe.CancelPendingFlush();

    private static async ValueTask<bool> WaitAsync(ValueTask<FlushResult> write) => (await write).IsCompleted;
}
