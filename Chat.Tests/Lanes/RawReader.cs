using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Tests.Lanes;

/// <summary>A socket that speaks just enough to be a connection, and then reads only when it is told to.</summary>
internal sealed class RawReader : IDisposable
{
    private const char End = '\u001e';

    private readonly TcpClient _client = new() { ReceiveBufferSize = 4_096 };
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawReader()
    {
    }

    public static async Task<RawReader> ConnectAsync(Uri server, string token, CancellationToken cancellationToken)
    {
        var reader = new RawReader();
        await reader._client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await reader.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/chat HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: {Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}\r\nSec-WebSocket-Version: 13\r\n"
            + $"Authorization: Bearer {token}\r\n\r\n"), cancellationToken);
        await reader.ReadUntilAsync("\r\n\r\n", cancellationToken);
        await reader.SendTextAsync($$"""{"protocol":"json","version":1}{{End}}""", cancellationToken);
        await reader.SendTextAsync($$"""{"type":1,"invocationId":"1","target":"GetServerInfo","arguments":[]}{{End}}""", cancellationToken);
        await reader.ReadUntilAsync("\"invocationId\":\"1\"", cancellationToken);
        return reader;
    }

    /// <summary>From here on it takes as much as any reader.</summary>
    public void ReadFast() => _client.ReceiveBufferSize = 1024 * 1024;

    public async Task ReadUntilAsync(string text, CancellationToken cancellationToken)
    {
        var kept = "";
        while (!kept.Contains(text, StringComparison.Ordinal))
        {
            var read = await _client.GetStream().ReadAsync(_buffer, cancellationToken);
            if (read is 0) { throw new EndOfStreamException($"The server closed before it said '{text}'."); }

            // What was looked for may come in two parts.
            kept = kept[^Math.Min(kept.Length, text.Length)..] + Encoding.Latin1.GetString(_buffer, 0, read);
        }
    }

    public void Dispose() => _client.Dispose();

    private Task SendTextAsync(string text, CancellationToken cancellationToken)
    {
        // A final text frame of at most 125 bytes, under a mask of zeros.
        var bytes = Encoding.UTF8.GetBytes(text);
        return SendAsync([0x81, (byte)(0x80 | bytes.Length), 0, 0, 0, 0, .. bytes], cancellationToken);
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancellationToken) => await _client.GetStream().WriteAsync(bytes, cancellationToken);
}
