using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Load;

/// <summary>
/// A WebSocket client with nothing in it: what the load costs is taken from the servers, so it must be little. One read of the
/// socket may bring many messages, and they are told together.
/// </summary>
internal sealed class LoadSocket(Action<ReadOnlySpan<byte>> hear, Action done) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[2_048];
    private byte[]? _begun;
    private int _have;
    private volatile bool _isStalled;

    public async Task OpenAsync(int port, string path, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        _socket.Send(System.Text.Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        await ReadHeadAsync(cancellationToken);
    }

    public void Send(ReadOnlySpan<byte> frames)
    {
        while (!frames.IsEmpty) { frames = frames[_socket.Send(frames)..]; }
    }

    /// <summary>
    /// Before it is opened: on a machine with itself the system keeps megabytes for a reader that stopped, and the server would not
    /// notice. With a small window and a network's segments it feels what a reader far away makes it feel.
    /// </summary>
    public void Narrow()
    {
        const int tcp = 6, maxSegment = 2, bytes = 1_400;
        _socket.ReceiveBufferSize = 4_096;
        _socket.SetRawSocketOption(tcp, maxSegment, BitConverter.GetBytes(bytes));
    }

    /// <summary>It reads no more.</summary>
    public void Stall() => _isStalled = true;

    /// <summary>Ends with the socket, or when it stalls.</summary>
    public async Task ReadAsync()
    {
        try
        {
            while (!_isStalled)
            {
                if (TakeFrames()) { done(); }
                if (_have == _buffer.Length) { Array.Resize(ref _buffer, _buffer.Length * 2); }
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(_have));
                if (read == 0) { return; }
                _have += read;
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException) { }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadHeadAsync(CancellationToken cancellationToken)
    {
        while (_buffer.AsSpan(0, _have).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_have), cancellationToken);
            if (read == 0) { throw new InvalidDataException("The server closed the socket instead of opening it."); }
            _have += read;
        }

        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 101"u8)) { throw new InvalidDataException(System.Text.Encoding.ASCII.GetString(_buffer, 0, Math.Min(_have, 200))); }
        Drop(_buffer.AsSpan(0, _have).IndexOf("\r\n\r\n"u8) + 4);
    }

    private bool TakeFrames()
    {
        var at = 0;
        while (TryTake(_buffer.AsSpan(at, _have - at), out var whole, out var start))
        {
            HearFrame(_buffer[at], _buffer.AsSpan(at + start, whole - start));
            at += whole;
        }

        Drop(at);
        return at > 0;
    }

    private void HearFrame(byte head, ReadOnlySpan<byte> payload)
    {
        const int ping = 9, close = 8;
        switch (head & 0x0f)
        {
            case ping: Send(FrameTemplate.Frame(payload, head: 0x8a)); return;
            case close: throw new SocketException((int)SocketError.ConnectionReset);
        }

        var isLast = (head & 0x80) != 0;
        if (isLast && _begun is null)
        {
            hear(payload);
            return;
        }

        _begun = [.. _begun ?? [], .. payload];
        if (!isLast) { return; }
        hear(_begun);
        _begun = null;
    }

    /// <summary>Servers never mask.</summary>
    private static bool TryTake(ReadOnlySpan<byte> bytes, out int whole, out int start)
    {
        (whole, start) = (0, 2);
        if (bytes.Length < 2) { return false; }
        long length = bytes[1];
        if (length >= 126)
        {
            start = length == 126 ? 4 : 10;
            if (bytes.Length < start) { return false; }
            length = start == 4 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) : BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        }

        whole = checked((int)(start + length));
        return bytes.Length >= whole;
    }

    private void Drop(int bytes)
    {
        _have -= bytes;
        if (bytes > 0 && _have > 0) { Buffer.BlockCopy(_buffer, bytes, _buffer, 0, _have); }
    }
}
