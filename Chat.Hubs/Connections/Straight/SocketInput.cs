using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// What a WebSocket brings, without a pipe between. While nothing comes it waits without a buffer, and while nothing is left to be
/// read it holds none. A read can be called off without harm to the socket, whose own reads cannot.
/// </summary>
internal sealed class SocketInput : PipeReader, IValueTaskSource<ReadResult>
{
    private const int Smallest = 4_096;

    private readonly WebSocket _socket;
    private readonly Action _received;
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<ReadResult> _read;
    private ConfiguredValueTaskAwaitable<ValueWebSocketReceiveResult>.ConfiguredValueTaskAwaiter _receive;
    private CancellationTokenRegistration _calledOff;
    private byte[] _bytes = [];
    private int _start;
    private int _examined;
    private int _end;
    private bool _isRead;
    private bool _isReceiving;
    private bool _isCanceled;
    private bool _isEnded;

    public SocketInput(WebSocket socket) => (_socket, _received) = (socket, OnReceived);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        short version;
        lock (_lock)
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
        lock (_lock) { return TryTake(out result); }
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        lock (_lock)
        {
            (_start, _examined) = (consumed.GetInteger(), examined.GetInteger());
            if (_start == _end && !_isReceiving) { GiveBack(); }
        }
    }

    public override void CancelPendingRead()
    {
        lock (_lock)
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

    public override void Complete(Exception? exception = null) => End();

    /// <summary>Nothing more is read: the server stops, or the socket is gone.</summary>
    public void End()
    {
        ReadResult result;
        lock (_lock)
        {
            _isEnded = true;
            if (!_isRead) { return; }
            _isRead = false;
            result = Result();
        }

        Answer(result);
    }

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    private static void CallOff(object? state, CancellationToken token)
    {
        var input = (SocketInput)state!;
        lock (input._lock)
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
        lock (_lock)
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
            _receive = _socket.ReceiveAsync(Room(), CancellationToken.None).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
            if (!_receive.IsCompleted)
            {
                _receive.UnsafeOnCompleted(_received);
                return true;
            }
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException) { return Brought(isEnd: true); }

        return Take();
    }

    private void OnReceived()
    {
        if (Take()) { return; }
        while (!TryReceive()) { }
    }

    private bool Take()
    {
        ValueWebSocketReceiveResult result;

        // However a socket breaks, its connection has ended; the hub says so to whom it concerns.
        try { result = _receive.GetResult(); }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or OperationCanceledException or IOException) { return Brought(isEnd: true); }

        if (result.MessageType is WebSocketMessageType.Close) { return Brought(isEnd: true); }
        if (result.Count is 0)
        {
            if (_bytes.Length is 0) { _bytes = ArrayPool<byte>.Shared.Rent(Smallest); }
            return false;
        }

        _end += result.Count;
        return Brought(isEnd: false);
    }

    private bool Brought(bool isEnd)
    {
        ReadResult result;
        lock (_lock)
        {
            _isReceiving = false;
            _isEnded |= isEnd;
            if (!_isRead) { return true; }
            _isRead = false;
            result = Result();
        }

        Answer(result);
        return true;
    }

    /// <summary>None while nothing is here: the socket then only says that something has come.</summary>
    private Memory<byte> Room()
    {
        if (_end == _bytes.Length && _end > 0)
        {
            var bigger = _start > 0 && _end - _start <= _bytes.Length / 2 ? _bytes : ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            _bytes.AsSpan(_start, _end - _start).CopyTo(bigger);
            if (bigger != _bytes) { ArrayPool<byte>.Shared.Return(_bytes); }
            (_bytes, _examined, _end, _start) = (bigger, _examined - _start, _end - _start, 0);
        }

        return _bytes.AsMemory(_end);
    }

    private void GiveBack()
    {
        if (_bytes.Length > 0) { ArrayPool<byte>.Shared.Return(_bytes); }
        (_bytes, _start, _examined, _end) = ([], 0, 0, 0);
    }
}
