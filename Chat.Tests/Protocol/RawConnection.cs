using System.Net.WebSockets;
using System.Text;

namespace Chat.Tests.Protocol;

/// <summary>A socket that has shaken hands for messagepack and may now send anything.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<RawConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, cancellationToken);
        await connection.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"messagepack\",\"version\":1}\u001e"), cancellationToken);
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(await connection.ReceiveAsync(cancellationToken)));
        return connection;
    }

    public Task SendAsync(byte[] bytes, CancellationToken cancellationToken) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    /// <summary>The next bytes; none when the server closed, as it should, with a handshake.</summary>
    public async Task<byte[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var received = await _socket.ReceiveAsync(buffer, cancellationToken);
        return buffer[..received.Count];
    }

    public void Dispose() => _socket.Dispose();
}
