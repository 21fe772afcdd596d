using System.Net.WebSockets;
using System.Text;

namespace Chat.Tests.Running;

/// <summary>A WebSocket without any SignalR client, speaking the json protocol by hand.</summary>
public sealed class RawSocket : IAsyncDisposable
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    private readonly ClientWebSocket _socket = new();

    public static async Task<RawSocket> OpenAsync(Uri address, CancellationToken cancellationToken, string? origin = null)
    {
        var raw = new RawSocket();
        if (origin is not null) { raw._socket.Options.SetRequestHeader("Origin", origin); }
        await raw._socket.ConnectAsync(address, cancellationToken);
        await raw.SendAsync(Handshake, cancellationToken);
        return raw;
    }

    public Task SendAsync(string text, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Everything that came until it holds the text, or until the server closed.</summary>
    public async Task<string> ReadUntilAsync(string wanted, CancellationToken cancellationToken)
    {
        using var patience = Waiting.Limited(cancellationToken);
        var all = new StringBuilder();
        var buffer = new byte[8192];
        while (!all.ToString().Contains(wanted, StringComparison.Ordinal))
        {
            var read = await _socket.ReceiveAsync(buffer, patience.Token);
            if (read.MessageType is WebSocketMessageType.Close) { break; }
            all.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
        }

        return all.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return default;
    }
}
