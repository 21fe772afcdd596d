using System.Net.Sockets;
using Chat.Hubs.Connections.Output;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// Writes frames to the socket itself: a call of the system's for each, and no pipe with its own loop between. Done when the system has
/// taken it.
/// </summary>
internal sealed class SocketOutlet : IOutlet
{
    private const long NotSending = long.MinValue;

    private readonly Socket _socket;
    private readonly ITransferFormatFeature _format;
    private readonly TimeProvider _clock;
    private TaskCompletionSource? _done;
    private long _sendingSince = NotSending;
    private bool _isDone;

    public SocketOutlet(Socket socket, ITransferFormatFeature format, TimeProvider clock)
    {
        (_socket, _format, _clock) = (socket, format, clock);

        // Only for calls that do not wait, as ours below; the transport's own wait without a thread either way.
        try { socket.Blocking = false; }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException) { /* The client left meanwhile; the input says so. */ }
    }

    /// <summary>Something has been begun that the reader has not let end.</summary>
    public bool IsSending => Volatile.Read(ref _sendingSince) is not NotSending;

    public bool IsStuck(long now, TimeSpan patience) =>
        Volatile.Read(ref _sendingSince) is not NotSending and var since && _clock.GetElapsedTime(since, now) > patience;

    /// <summary>Each is a message of the WebSocket.</summary>
    public ValueTask<bool> WriteAsync(PooledBytes bytes)
    {
        var kind = _format.ActiveFormat is TransferFormat.Binary ? FrameKind.Binary : FrameKind.Text;
        var frame = bytes.WithHeadRoom;
        var begin = Frame.Head(frame.Span[..PooledBytes.HeadRoom], kind, bytes.Length);
        return WriteAsync(frame[begin..]);
    }

    /// <summary>A frame as it is.</summary>
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            var sent = _socket.Send(frame.Span, SocketFlags.None, out var error);
            if (error is not (SocketError.Success or SocketError.WouldBlock or SocketError.TryAgain)) { return new(true); }
            return sent == frame.Length ? new(false) : WriteRestAsync(frame[sent..]);
        }
        catch (ObjectDisposedException) { return new(true); }
    }

    public void Complete(Exception? failure)
    {
        lock (this) { _isDone = true; }
        _done?.TrySetResult();
    }

    public void CancelPendingFlush() { }

    /// <summary>Until the last word has gone out.</summary>
    public async Task FinishAsync(TimeSpan limit)
    {
        lock (this)
        {
            if (_isDone) { return; }
            _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await _done.Task.WaitAsync(limit, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask<bool> WriteRestAsync(ReadOnlyMemory<byte> rest)
    {
        Volatile.Write(ref _sendingSince, _clock.GetTimestamp());
        try
        {
            while (rest.Length > 0) { rest = rest[await _socket.SendAsync(rest, SocketFlags.None)..]; }
            return false;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Whoever reads it is gone; the connection's end is told by its input.
            return true;
        }
        finally { Volatile.Write(ref _sendingSince, NotSending); }
    }
}
