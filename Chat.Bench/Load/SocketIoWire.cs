using System.Buffers.Text;

namespace Chat.Bench.Load;

/// <summary>Socket.IO 4 over engine.io 4, WebSocket only: <c>42n[…]</c> is an event that wants answer n, <c>43n[…]</c> the answer.</summary>
internal sealed class SocketIoWire(string room, string name) : Wire
{
    private static readonly byte[] s_pong = FrameTemplate.Frame("3"u8, head: 0x81);

    public override string Path => "/socket.io/?EIO=4&transport=websocket";

    public override byte[] FirstWords { get; } = FrameTemplate.Frame(System.Text.Encoding.UTF8.GetBytes($"40{{\"name\":\"{name}\"}}"), head: 0x81);

    public override FrameTemplate Join { get; } = Packet($"42{FrameTemplate.Number}[\"join\",\"{room}\"]");

    public override FrameTemplate Send { get; } = Message(room, Text);

    public override FrameTemplate Saying(string text) => Message(room, text);

    public override void Hear(ReadOnlySpan<byte> message, Heard heard)
    {
        if (message.StartsWith("43"u8))
        {
            if (Utf8Parser.TryParse(message[2..], out long number, out _)) { heard.Answers.Add(number); }
            if (message.IndexOf("[{\"error\""u8) >= 0) { heard.Refusals++; }
        }
        else if (message.StartsWith("42[\"message\""u8)) { heard.Deliveries++; }
        else if (message.StartsWith("40"u8)) { heard.IsGreeted = true; }
        else if (message.SequenceEqual("2"u8)) { heard.Reply = s_pong; }
    }

    private static FrameTemplate Message(string room, string text) =>
        Packet($"42{FrameTemplate.Number}[\"message\",{{\"room\":\"{room}\",\"text\":\"{text}\"}}]");

    private static FrameTemplate Packet(string text) => new(System.Text.Encoding.UTF8.GetBytes(text), isText: true);
}
