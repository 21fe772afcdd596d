using System.Diagnostics.CodeAnalysis;
using Chat.Contracts.Faces;

namespace Chat.Core.Faces;

/// <summary>The frames of one camera that wait: the newest one. Those it replaced wait only to be answered as skipped.</summary>
internal sealed class FrameInbox(TimeProvider clock) : IDisposable
{
    /// <summary>A client that reads no answers is not read from either.</summary>
    private const int MaxSkipped = 256;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _something = new(0, 1);
    private readonly SemaphoreSlim _room = new(0, 1);
    private List<ArrivedFrame> _skipped = [];
    private ArrivedFrame? _newest;
    private bool _isOver;

    /// <summary>Takes frames until there are no more.</summary>
    public async Task FillAsync(IAsyncEnumerable<VideoFrame> frames, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in frames.WithCancellation(cancellationToken))
            {
                if (!Put(new(frame, clock.GetTimestamp()))) { await _room.WaitAsync(cancellationToken); }
            }
        }
        finally
        {
            lock (_lock) { _isOver = true; }

            Ring(_something);
        }
    }

    /// <summary>What was skipped since the last time, and the newest. False when the camera is off and everything was taken.</summary>
    public async Task<FrameBatch?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(out var batch)) { return batch; }
            lock (_lock)
            {
                if (_isOver && _newest is null && _skipped.Count is 0) { return null; }
            }

            await _something.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _something.Dispose();
        _room.Dispose();
    }

    /// <summary>False when no more may come until something was taken.</summary>
    private bool Put(ArrivedFrame frame)
    {
        bool hasRoom;
        lock (_lock)
        {
            if (_newest is { } older) { _skipped.Add(older with { Frame = older.Frame with { Image = [] } }); }
            _newest = frame;
            hasRoom = _skipped.Count < MaxSkipped;
        }

        Ring(_something);
        return hasRoom;
    }

    private bool TryTake([NotNullWhen(true)] out FrameBatch? batch)
    {
        lock (_lock)
        {
            batch = _newest is null && _skipped.Count is 0 ? null : new(_skipped, _newest);
            if (batch is null) { return false; }
            (_skipped, _newest) = ([], null);
        }

        Ring(_room);
        return true;
    }

    private void Ring(SemaphoreSlim bell)
    {
        lock (_lock)
        {
            if (bell.CurrentCount is 0) { bell.Release(); }
        }
    }
}

internal sealed record ArrivedFrame(VideoFrame Frame, long At);

internal sealed record FrameBatch(IReadOnlyList<ArrivedFrame> Skipped, ArrivedFrame? Newest);
