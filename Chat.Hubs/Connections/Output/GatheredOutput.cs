using System.Buffers;
using System.IO.Pipelines;

namespace Chat.Hubs.Connections.Output;

/// <summary>
/// Sends in one piece what is written to a connection in one go. A commit answers hundreds of calls and tells of as many messages
/// at once, and a system call for each costs more than all the rest; so what is written waits for its turn in the thread pool, behind
/// what is being written now. A lone message goes out as soon as a thread is free. One writes at a time, as the hub does. It locks itself,
/// as each of ten thousand connections has one.
/// </summary>
internal sealed class GatheredOutput(IOutlet outlet) : PipeWriter, IThreadPoolWorkItem
{
    /// <summary>More only waits here for a reader that is slow; what is behind holds as much again.</summary>
    private const int MaxWaiting = 64 * 1024;

    /// <summary>What is being written; only the writer touches it. The other one is under the lock.</summary>
    private PooledBytes _unflushed;
    private PooledBytes _waiting;
    private byte[]? _signal;
    private TaskCompletionSource<FlushResult>? _room;
    private Exception? _failure;
    private bool _isSending;
    private bool _isBlocked;
    private bool _isReaderGone;
    private bool _isComplete;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _unflushed.Room(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _unflushed.Room(sizeHint).Span;

    public override void Advance(int bytes) => _unflushed.Advance(bytes);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        // As it is, when nothing is half written: most events are encoded once for all who get them.
        if (_unflushed.Length > 0)
        {
            _unflushed.Add(source.Span);
            return FlushAsync(cancellationToken);
        }

        lock (this)
        {
            _waiting.Add(source.Span);
            return Flush();
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        lock (this)
        {
            _waiting.Take(ref _unflushed);
            return Flush();
        }
    }

    /// <summary>Goes out between messages, before those that wait. Only the newest that has not gone out yet does.</summary>
    public void Signal(byte[] frame)
    {
        lock (this)
        {
            if (_isComplete || _failure is not null) { return; }
            _signal = frame;
            if (_isSending) { return; }
            _isSending = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public override void CancelPendingFlush() => outlet.CancelPendingFlush();

    /// <summary>What was flushed still goes out.</summary>
    public override void Complete(Exception? exception = null)
    {
        lock (this)
        {
            _isComplete = true;
            _failure ??= exception;
            if (_isSending) { return; }
        }

        End();
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    private ValueTask<FlushResult> Flush()
    {
        if (_failure is { } failure) { return ValueTask.FromException<FlushResult>(failure); }
        if (!_isSending && _waiting.Length > 0 && !_isComplete)
        {
            _isSending = true;
            if (!Gathering.Holds(this)) { ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false); }
        }

        if (!_isBlocked && _waiting.Length <= MaxWaiting) { return new(Result); }
        _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new(_room.Task);
    }

    private async Task SendAsync()
    {
        try
        {
            while (Next(out var bytes, out var signal))
            {
                var write = signal is null ? outlet.WriteAsync(bytes) : outlet.WriteAsync(signal);
                if (!write.IsCompleted) { Block(); }
                var isReaderGone = await write;
                bytes.Return();
                GiveRoom(isReaderGone);
            }
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private bool Next(out PooledBytes bytes, out byte[]? signal)
    {
        (bytes, signal) = (default, null);
        lock (this)
        {
            if (_signal is not null)
            {
                (signal, _signal) = (_signal, null);
                return true;
            }

            if (_waiting.Length > 0)
            {
                (bytes, _waiting) = (_waiting, default);
                return true;
            }

            _isSending = false;
            if (!_isComplete) { return false; }
        }

        End();
        return false;
    }

    private void Block()
    {
        lock (this) { _isBlocked = true; }
    }

    private void GiveRoom(bool isReaderGone)
    {
        TaskCompletionSource<FlushResult>? room;
        lock (this)
        {
            _isBlocked = false;
            _isReaderGone |= isReaderGone;
            (room, _room) = (_room, null);
        }

        room?.TrySetResult(Result);
    }

    private void Fail(Exception failure)
    {
        TaskCompletionSource<FlushResult>? room;
        lock (this)
        {
            _failure = failure;
            _isSending = false;
            _waiting.Return();
            _waiting = default;
            (room, _room) = (_room, null);
        }

        room?.TrySetException(failure);
        if (_isComplete) { End(); }
    }

    private void End()
    {
        _unflushed.Return();
        outlet.Complete(_failure);
    }

    private FlushResult Result => new(isCanceled: false, isCompleted: _isReaderGone);
}
