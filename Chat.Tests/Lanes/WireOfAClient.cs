using System.Net.Sockets;
using System.Text;
using Chat.Tests.Running;

namespace Chat.Tests.Lanes;

/// <summary>The server's WebSocket as a client by hand sees it, byte for byte.</summary>
public sealed class WireOfAClient(ChatApp app) : IClassFixture<ChatApp>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_upgrade_is_answered_as_the_rfc_says_and_with_nothing_else()
    {
        await using var wire = await OpenAsync();

        Assert.StartsWith("HTTP/1.1 101", wire.Answer, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", wire.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", wire.Answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_ping_is_answered_with_what_it_said_also_amid_a_message()
    {
        await using var wire = await OpenAsync();
        var hello = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
        await wire.SendAsync(0x01, hello[..5]);
        await wire.SendAsync(0x89, "are you there?"u8.ToArray());
        await wire.SendAsync(0x80, hello[5..]);

        var frames = new List<(int First, string Text)>();
        while (frames.Count < 2) { frames.Add(await wire.ReadAsync()); }

        Assert.Contains((0x8A, "are you there?"), frames);
        Assert.Contains(frames, frame => frame.First is 0x81 && frame.Text.StartsWith("{}\u001e", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_byte_by_byte_is_heard()
    {
        await using var wire = await OpenAsync();
        foreach (var one in Wire.Frame(0x81, Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"))) { await wire.WriteAsync([one]); }

        Assert.StartsWith("{}\u001e", (await wire.ReadAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_closes_is_answered_and_the_line_ends()
    {
        await using var wire = await OpenAsync();
        await wire.SendAsync(0x88, [0x03, 0xE8]);

        Assert.Equal((0x88, "\u0003è"), await wire.ReadAsync(Encoding.Latin1));
        Assert.True(await wire.HasEndedAsync());
    }

    [Fact]
    public async Task Who_breaks_the_rules_is_told_so_and_let_go()
    {
        await using var wire = await OpenAsync();
        await wire.WriteAsync([0x81, 0x02, 0x41, 0x42]);

        Assert.Equal((0x88, "\u0003ê"), await wire.ReadAsync(Encoding.Latin1));
        Assert.True(await wire.HasEndedAsync());
    }

    private async Task<Wire> OpenAsync() => await Wire.OpenAsync(app.Address, Token);

    private sealed class Wire : IAsyncDisposable
    {
        private readonly TcpClient _line = new();
        private NetworkStream Stream => _line.GetStream();

        public string Answer { get; private set; } = "";

        public static async Task<Wire> OpenAsync(Uri address, CancellationToken cancellationToken)
        {
            var wire = new Wire();
            await wire._line.ConnectAsync(address.Host, address.Port, cancellationToken);
            await wire.WriteAsync(Encoding.ASCII.GetBytes(
                $"GET /hubs/chat HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"));
            var head = new StringBuilder();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) { head.Append((char)(await wire.ExactlyAsync(1))[0]); }
            wire.Answer = head.ToString();
            return wire;
        }

        public static byte[] Frame(byte first, byte[] payload)
        {
            byte[] mask = [1, 2, 3, 4];
            return [first, (byte)(0x80 | payload.Length), .. mask, .. payload.Select((one, at) => (byte)(one ^ mask[at % 4]))];
        }

        public Task SendAsync(byte first, byte[] payload) => WriteAsync(Frame(first, payload));

        public Task WriteAsync(byte[] bytes) => Stream.WriteAsync(bytes, Token).AsTask();

        public async Task<(int First, string Text)> ReadAsync(Encoding? encoding = null)
        {
            var head = await ExactlyAsync(2);
            var length = head[1] is 126 ? (await ExactlyAsync(2)) is var two ? (two[0] << 8) | two[1] : 0 : head[1];
            return (head[0], (encoding ?? Encoding.UTF8).GetString(await ExactlyAsync(length)));
        }

        public async Task<bool> HasEndedAsync() => await Stream.ReadAsync(new byte[1], Token).AsTask().WaitAsync(Limit, Token) is 0;

        public ValueTask DisposeAsync()
        {
            _line.Dispose();
            return default;
        }

        private async Task<byte[]> ExactlyAsync(int length)
        {
            var bytes = new byte[length];
            await Stream.ReadExactlyAsync(bytes, Token).AsTask().WaitAsync(Limit, Token);
            return bytes;
        }
    }
}
