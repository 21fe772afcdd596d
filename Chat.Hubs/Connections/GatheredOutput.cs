using System.Buffers;
using System.IO.Pipelines;

namespace Chat.Hubs.Connections;

/// <summary>
/// Sends in one piece what is written to a connection in one go. A commit answers hundreds of calls and tells of as many messages
/// at once, and a system call for each costs more than all the rest; so what is written waits for its turn in the thread pool, behind
/// what is being written now. A lone message goes out as soon as a thread is free. One writes at a time, as the hub does.
/// </summary>
internal sealed class GatheredOutput(PipeWriter output) : PipeWriter, IThreadPoolWorkItem
{
    /// <summary>More only waits here for a reader that is slow; the pipe behind holds as much again.</summary>
    private const int MaxWaiting = 64 * 1024;

    private readonly Lock _lock = new();

    /// <summary>What is being written; only the writer touches it. The other one is under the lock.</summary>
    private PooledBytes _unflushed;
    private PooledBytes _waiting;
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

        lock (_lock)
        {
            _waiting.Add(source.Span);
            return Flush();
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _waiting.Take(ref _unflushed);
            return Flush();
        }
    }

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    /// <summary>What was flushed still goes out.</summary>
    public override void Complete(Exception? exception = null)
    {
        lock (_lock)
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
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        if (!_isBlocked && _waiting.Length <= MaxWaiting) { return new(Result); }
        _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new(_room.Task);
    }

    private async Task SendAsync()
    {
        try
        {
            while (Next() is { } bytes)
            {
                var write = output.WriteAsync(bytes.Written);
                if (!write.IsCompleted) { Block(); }
                var result = await write;
                bytes.Return();
                GiveRoom(result.IsCompleted);
            }
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private PooledBytes? Next()
    {
        lock (_lock)
        {
            if (_waiting.Length > 0)
            {
                var next = _waiting;
                _waiting = default;
                return next;
            }

            _isSending = false;
            if (!_isComplete) { return null; }
        }

        End();
        return null;
    }

    private void Block()
    {
        lock (_lock) { _isBlocked = true; }
    }

    private void GiveRoom(bool isReaderGone)
    {
        TaskCompletionSource<FlushResult>? room;
        lock (_lock)
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
        lock (_lock)
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
        output.Complete(_failure);
    }

    private FlushResult Result => new(isCanceled: false, isCompleted: _isReaderGone);
}
