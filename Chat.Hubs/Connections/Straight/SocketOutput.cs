using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Chat.Hubs.Connections.Straight;

/// <summary>Each write is a message of the WebSocket and is done when the socket has taken it. <see cref="GatheredOutput"/> stands before it.</summary>
internal sealed class SocketOutput(WebSocket socket, ITransferFormatFeature format, TimeProvider clock) : PipeWriter
{
    private const long NotSending = long.MinValue;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sendingSince = NotSending;

    /// <summary>When the last word has gone out.</summary>
    public Task Done => _done.Task;

    public bool IsStuck(long now, TimeSpan patience) =>
        Volatile.Read(ref _sendingSince) is not NotSending and var since && clock.GetElapsedTime(since, now) > patience;

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        var type = format.ActiveFormat is TransferFormat.Binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
        var send = socket.SendAsync(source, type, endOfMessage: true, CancellationToken.None);
        return send.IsCompletedSuccessfully ? new(default(FlushResult)) : WaitAsync(send);
    }

    public override void Complete(Exception? exception = null) => _done.TrySetResult();

    public override void CancelPendingFlush() { }

    public override void Advance(int bytes) => throw NotHere();

    public override Memory<byte> GetMemory(int sizeHint = 0) => throw NotHere();

    public override Span<byte> GetSpan(int sizeHint = 0) => throw NotHere();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

    private static NotSupportedException NotHere() => new("Whole messages are written here, and nothing bit by bit.");

    private async ValueTask<FlushResult> WaitAsync(ValueTask send)
    {
        Volatile.Write(ref _sendingSince, clock.GetTimestamp());
        try { await send; }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever reads it is gone; the connection's end is told by its input.
            return new(isCanceled: false, isCompleted: true);
        }
        finally { Volatile.Write(ref _sendingSince, NotSending); }

        return default;
    }
}
