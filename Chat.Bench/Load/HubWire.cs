using System.Buffers.Text;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Bench.Load;

/// <summary>The hub protocol over MessagePack: Chat's own server, and the bare hub, which knows a member only once they join.</summary>
internal sealed class HubWire(Guid conversationId, string? token) : Wire
{
    private static readonly MessagePackChatProtocol s_protocol = new();

    private bool _isGreeted;

    public override string Path { get; } = token is null ? "/hubs/chat" : $"/hubs/chat?access_token={token}";

    public override byte[] FirstWords { get; } =
        FrameTemplate.Frame("{\"protocol\":\"messagepack\",\"version\":1}\u001e"u8, head: 0x81);

    public override FrameTemplate? Join { get; } = token is null ? Call("Join", new ConversationRequest { ConversationId = conversationId }) : null;

    public override FrameTemplate Send { get; } = Sending(conversationId, Text);

    public override byte[] StillHere { get; } = FrameTemplate.Frame(s_protocol.GetMessageBytes(PingMessage.Instance).Span, head: 0x82);

    public override FrameTemplate Saying(string text) => Sending(conversationId, text);

    public static FrameTemplate Call(string method, params object[] arguments) => new(
        s_protocol.GetMessageBytes(new InvocationMessage($"{FrameTemplate.Number}", method, arguments)).Span, isText: false);

    public override void Hear(ReadOnlySpan<byte> message, Heard heard)
    {
        if (!_isGreeted)
        {
            if (!message.StartsWith("{}"u8)) { throw new InvalidDataException(System.Text.Encoding.UTF8.GetString(message)); }
            (_isGreeted, heard.IsGreeted) = (true, true);
            message = message[3..];
        }

        while (!message.IsEmpty)
        {
            var length = TakeLength(ref message);
            HearOne(message[..length], heard);
            message = message[length..];
        }
    }

    private static FrameTemplate Sending(Guid conversationId, string text) => Call("SendMessage", new SendMessageRequest
    {
        ConversationId = conversationId, ClientMessageId = $"{Guid.NewGuid():N}-{FrameTemplate.Number}", Content = text,
    });

    // An array of items: type, headers (always an empty map here), then the id and the kind of an answer, or nil and a target.
    private static void HearOne(ReadOnlySpan<byte> message, Heard heard)
    {
        const int completion = 3, invocation = 1, error = 1;
        switch (message[1])
        {
            case completion:
                var end = 4 + (message[3] & 0x1f);
                if (Utf8Parser.TryParse(message[4..end], out long number, out _)) { heard.Answers.Add(number); }
                if (message[end] == error) { heard.Refusals++; }
                break;
            case invocation when message[5..].StartsWith("MessageReceived"u8):
                heard.Deliveries++;
                break;
        }
    }

    private static int TakeLength(ref ReadOnlySpan<byte> message)
    {
        var length = 0;
        for (var at = 0; ; at++)
        {
            length |= (message[at] & 0x7f) << (7 * at);
            if (message[at] < 0x80)
            {
                message = message[(at + 1)..];
                return length;
            }
        }
    }
}
