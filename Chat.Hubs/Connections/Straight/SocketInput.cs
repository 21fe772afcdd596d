using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// What a WebSocket brings, its frames taken off, as the hub reads it. While nothing comes it holds no buffer, nor while nothing is
/// left to be read. It locks itself: a lock of its own would be 40 bytes more, ten thousand times.
/// </summary>
internal sealed class SocketInput : PipeReader, IValueTaskSource<ReadResult>
{
    private const int Smallest = 4_096;

    /// <summary>What a flood brings at once waits in the transport, which is bounded.</summary>
    private const int MostAtOnce = 16 * 1_024;

    private readonly PipeReader _wire;
    private readonly StraightConnection _connection;
    private readonly Action _received;
    private ManualResetValueTaskSourceCore<ReadResult> _read;
    private ConfiguredValueTaskAwaitable<ReadResult>.ConfiguredValueTaskAwaiter _receive;
    private CancellationTokenRegistration _calledOff;
    private FrameReader _frames = new();
    private byte[] _bytes = [];

    // Read and kept by the hub up to the end; behind it, up to the mark, what came and is not taken apart.
    private int _start;
    private int _examined;
    private int _end;
    private int _raw;
    private TaskCompletionSource? _released;
    private bool _isRead;
    private bool _isReceiving;
    private bool _isCanceled;
    private bool _isEnded;

    public SocketInput(PipeReader wire, StraightConnection connection) => (_wire, _connection, _received) = (wire, connection, OnReceived);

    /// <summary>What the client is told when the connection ends.</summary>
    public CloseCode Fault { get; private set; } = CloseCode.Normal;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        short version;
        lock (this)
        {
            if (TryTake(out var result)) { return new(result); }
            _read.Reset();
            _isRead = true;
            version = _read.Version;
        }

        if (cancellationToken.CanBeCanceled) { _calledOff = cancellationToken.UnsafeRegister(CallOff, this); }
        Receive();
        return new(this, version);
    }

    public override bool TryRead(out ReadResult result)
    {
        lock (this) { return TryTake(out result); }
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        lock (this)
        {
            (_start, _examined) = (consumed.GetInteger(), examined.GetInteger());
            if (_start == _raw && !_isReceiving) { GiveBack(); }
        }
    }

    public override void CancelPendingRead()
    {
        lock (this)
        {
            if (!_isRead)
            {
                _isCanceled = true;
                return;
            }

            _isRead = false;
        }

        Answer(new(default, isCanceled: true, isCompleted: false));
    }

    public override void Complete(Exception? exception = null)
    {
        End();
        _wire.CancelPendingRead();
    }

    /// <summary>Nothing more is read: the server stops, or the socket is gone.</summary>
    public void End()
    {
        ReadResult result;
        lock (this)
        {
            _isEnded = true;
            if (!_isRead) { return; }
            _isRead = false;
            result = Result();
        }

        Answer(result);
    }

    /// <summary>After the end: until the wire is read no more, and somebody else's to close.</summary>
    public Task ReleaseAsync()
    {
        Complete();
        lock (this)
        {
            if (!_isReceiving) { return Task.CompletedTask; }
            _released ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _released.Task;
        }
    }

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    private static void CallOff(object? state, CancellationToken token)
    {
        var input = (SocketInput)state!;
        lock (input)
        {
            if (!input._isRead) { return; }
            input._isRead = false;
        }

        input._read.SetException(new OperationCanceledException(token));
    }

    private bool TryTake(out ReadResult result)
    {
        var isCanceled = _isCanceled;
        _isCanceled = false;
        result = isCanceled ? new(default, isCanceled: true, isCompleted: false) : Result();
        return isCanceled || _isEnded || _end > _examined;
    }

    private ReadResult Result() => new(new(_bytes, _start, _end - _start), isCanceled: false, _isEnded);

    private void Answer(ReadResult result)
    {
        _calledOff.Unregister();
        _read.SetResult(result);
    }

    /// <summary>One at a time; a read that was called off left its own behind.</summary>
    private void Receive()
    {
        lock (this)
        {
            if (_isReceiving || !_isRead) { return; }
            _isReceiving = true;
        }

        while (!TryReceive()) { }
    }

    /// <summary>Whether it waits, or has brought what was asked for.</summary>
    private bool TryReceive()
    {
        try
        {
            // Consumed once, by Take: without a method that waits, and so without an allocation for each read.
#pragma warning disable CA2012
            _receive = _wire.ReadAsync(CancellationToken.None).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
            if (!_receive.IsCompleted)
            {
                _receive.UnsafeOnCompleted(_received);
                return true;
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException) { return Brought(isEnd: true); }

        return Take();
    }

    private void OnReceived()
    {
        if (Take()) { return; }
        while (!TryReceive()) { }
    }

    private bool Take()
    {
        // However a socket breaks, its connection has ended; the hub says so to whom it concerns.
        try { return Take(_receive.GetResult()); }
        catch (Exception failure) when (failure is OperationCanceledException or InvalidOperationException or IOException) { return Brought(isEnd: true); }
    }

    private bool Take(ReadResult came)
    {
        if (came.Buffer.IsEmpty)
        {
            _wire.AdvanceTo(came.Buffer.End);
            return (came.IsCompleted || _isEnded) && Brought(isEnd: true);
        }

        bool isEnd;
        lock (this)
        {
            var taken = came.Buffer.Length > MostAtOnce ? came.Buffer.Slice(0, MostAtOnce) : came.Buffer;
            MakeRoom((int)taken.Length);
            taken.CopyTo(_bytes.AsSpan(_raw));
            _raw += (int)taken.Length;
            _wire.AdvanceTo(taken.End);
            isEnd = !TakeApart();
        }

        return Brought(isEnd);
    }

    /// <summary>Whether the client goes on.</summary>
    private bool TakeApart()
    {
        while (true)
        {
            switch (_frames.Read(_bytes, ref _end, ref _raw))
            {
                case Found.Nothing: return true;
                case Found.Control when _frames.Kind is FrameKind.Ping: _connection.Signal(Frame.Control(FrameKind.Pong, _frames.Control)); break;
                case Found.Control when _frames.Kind is FrameKind.Close:
                    Fault = Frame.Judge(_frames.Control);
                    return false;
                case Found.Broken:
                    Fault = _frames.Fault;
                    return false;
            }
        }
    }

    /// <summary>Whether whoever reads has got it, or nobody waits for more; else more is needed.</summary>
    private bool Brought(bool isEnd)
    {
        ReadResult result;
        lock (this)
        {
            _isEnded |= isEnd;
            if (_isRead && !_isEnded && _end <= _examined) { return false; }
            _isReceiving = false;
            _released?.TrySetResult();
            if (!_isRead) { return true; }
            _isRead = false;
            result = Result();
        }

        Answer(result);
        return true;
    }

    private void MakeRoom(int count)
    {
        if (_bytes.Length - _raw >= count) { return; }
        var kept = _raw - _start;
        var roomy = kept + count <= _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, Math.Max(kept + count, _bytes.Length * 2)));
        _bytes.AsSpan(_start, kept).CopyTo(roomy);
        if (roomy != _bytes && _bytes.Length > 0) { ArrayPool<byte>.Shared.Return(_bytes); }
        (_bytes, _examined, _end, _raw, _start) = (roomy, _examined - _start, _end - _start, kept, 0);
    }

    private void GiveBack()
    {
        if (_bytes.Length > 0) { ArrayPool<byte>.Shared.Return(_bytes); }
        (_bytes, _start, _examined, _end, _raw) = ([], 0, 0, 0, 0);
    }
}
