using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Chat.Hubs.Connections.Straight;

namespace Chat.Tests.Lanes;

/// <summary>A client's frames, by RFC 6455, however the wire cuts them.</summary>
public sealed class TakingFramesApart
{
    private const int Rounds = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_client_wrote_is_what_is_read_wherever_it_is_cut()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var wire = new MemoryStream();
            using var client = WebSocket.CreateFromStream(wire, new WebSocketCreationOptions());
            var (sent, pings) = (new MemoryStream(), 0);
            foreach (var _ in Enumerable.Range(0, random.Next(1, 6)))
            {
                var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Chào, 🍵 ", random.Next(0, random.Next(2) is 0 ? 4 : 9_000))));
                var cut = random.Next(0, piece.Length + 1);
                sent.Write(piece);
                await client.SendAsync(piece.AsMemory(0, cut), WebSocketMessageType.Text, endOfMessage: false, Token);
                if (random.Next(2) is 0)
                {
                    wire.Write(Masked(0x89, "tick"u8));
                    pings++;
                }

                await client.SendAsync(piece.AsMemory(cut), WebSocketMessageType.Text, endOfMessage: true, Token);
            }

            var read = Read(wire.ToArray(), random);

            Assert.Equal((Found.Nothing, pings), (read.Found, read.Pings));
            Assert.Equal(sent.ToArray(), read.Bytes);
        }
    }

    [Theory]
    [InlineData("81024142", 1002)]
    [InlineData("C18100000000", 1002)]
    [InlineData("838000000000", 1002)]
    [InlineData("8B8000000000", 1002)]
    [InlineData("808000000000", 1002)]
    [InlineData("018000000000818000000000", 1002)]
    [InlineData("098000000000", 1002)]
    [InlineData("89FE007E00000000", 1002)]
    [InlineData("82FFFFFFFFFFFFFFFFFF00000000", 1002)]
    [InlineData("818100000000FF", 1007)]
    [InlineData("818100000000C3", 1007)]
    [InlineData("018100000000C380810000000041", 1007)]
    public void What_no_client_may_write_is_broken_and_says_why(string hex, int fault)
    {
        var read = Read(Convert.FromHexString(hex), new Random(1));

        Assert.Equal((Found.Broken, (CloseCode)fault), (read.Found, read.Fault));
    }

    [Theory]
    [InlineData("", 1000)]
    [InlineData("03E8", 1000)]
    [InlineData("0FA0", 1000)]
    [InlineData("03E8C3A0", 1000)]
    [InlineData("03", 1002)]
    [InlineData("03ED", 1002)]
    [InlineData("0000", 1002)]
    [InlineData("03E8C3", 1007)]
    public void A_client_that_closes_is_answered_by_what_it_said(string hex, int answer) =>
        Assert.Equal((CloseCode)answer, Frame.Judge(Convert.FromHexString(hex)));

    [Fact]
    public void Bytes_at_random_end_as_broken_or_wait_for_more()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            var read = Read(bytes, random);
            Assert.True(read.Bytes.Length <= bytes.Length);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public async Task What_is_written_is_a_frame_that_a_client_reads(int length)
    {
        var payload = RandomNumberGenerator.GetBytes(length);
        byte[] room = [.. new byte[10], .. payload];
        var begin = Frame.Head(room.AsSpan(0, 10), FrameKind.Binary, length);
        using var client = WebSocket.CreateFromStream(new MemoryStream(room[begin..]), new WebSocketCreationOptions());
        var (came, buffer) = (new MemoryStream(), new byte[70_000]);

        ValueWebSocketReceiveResult read;
        do
        {
            read = await client.ReceiveAsync(buffer.AsMemory(), Token);
            came.Write(buffer, 0, read.Count);
        }
        while (!read.EndOfMessage);

        Assert.Equal(payload, came.ToArray());
    }

    /// <summary>As a socket's buffer has it: what was judged before stays where it is, and more comes behind.</summary>
    private static (Found Found, CloseCode Fault, byte[] Bytes, int Pings) Read(byte[] wire, Random random)
    {
        var (reader, bytes, end, raw, pings) = (new FrameReader(), new byte[wire.Length], 0, 0, 0);
        for (var at = 0; at < wire.Length;)
        {
            var piece = Math.Min(wire.Length - at, random.Next(3) is 0 ? 1 : random.Next(1, 5_000));
            wire.AsSpan(at, piece).CopyTo(bytes.AsSpan(raw));
            at += piece;
            raw += piece;
            Found found;
            while ((found = reader.Read(bytes, ref end, ref raw)) is Found.Control) { pings += reader.Kind is FrameKind.Ping ? 1 : 0; }
            if (found is Found.Broken) { return (found, reader.Fault, bytes[..end], pings); }
        }

        return (Found.Nothing, reader.Fault, bytes[..end], pings);
    }

    private static byte[] Masked(byte first, ReadOnlySpan<byte> payload)
    {
        byte[] mask = [7, 77, 177, 250];
        var masked = payload.ToArray();
        for (var at = 0; at < masked.Length; at++) { masked[at] ^= mask[at % 4]; }
        return [first, (byte)(0x80 | masked.Length), .. mask, .. masked];
    }
}
