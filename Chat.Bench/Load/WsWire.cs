using System.Buffers.Text;

namespace Chat.Bench.Load;

/// <summary>JSON of the <c>ws</c> peer's own.</summary>
internal sealed class WsWire(string room, string name) : Wire
{
    private static readonly byte[] s_answer = "{\"type\":\"answer\",\"id\":"u8.ToArray();

    public override string Path => $"/?name={name}";

    public override byte[]? FirstWords => null;

    public override FrameTemplate Join { get; } = Json($"{{\"type\":\"join\",\"id\":{FrameTemplate.Number},\"room\":\"{room}\"}}");

    public override FrameTemplate Send { get; } = Message(room, Text);

    public override FrameTemplate Saying(string text) => Message(room, text);

    public override void Hear(ReadOnlySpan<byte> message, Heard heard)
    {
        if (message.StartsWith(s_answer))
        {
            if (Utf8Parser.TryParse(message[s_answer.Length..], out long number, out _)) { heard.Answers.Add(number); }
            if (message.IndexOf(",\"error\":"u8) >= 0) { heard.Refusals++; }
        }
        else if (message.StartsWith("{\"type\":\"message\""u8)) { heard.Deliveries++; }
    }

    private static FrameTemplate Message(string room, string text) =>
        Json($"{{\"type\":\"send\",\"id\":{FrameTemplate.Number},\"room\":\"{room}\",\"text\":\"{text}\"}}");

    private static FrameTemplate Json(string text) => new(System.Text.Encoding.UTF8.GetBytes(text), isText: true);
}
