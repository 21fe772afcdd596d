using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chat.Tests.Flutter;

/// <summary>One message of the hub as <c>signalr_netcore</c> has it.</summary>
internal sealed record FlutterMessage(int Type, string? InvocationId, string? Target, JsonArray? Arguments, JsonNode? Result, string? Error);

/// <summary>What <c>signalr_netcore</c> 1.4.3 sends and understands in one of its two protocols, byte by byte.</summary>
internal abstract class FlutterFrames
{
    protected const char Separator = '\u001e';

    public abstract string Protocol { get; }

    public abstract WebSocketMessageType Kind { get; }

    public abstract byte[] Invocation(string id, string target, JsonArray arguments);

    public abstract byte[] Ping { get; }

    /// <summary>One WebSocket message holds whole messages of the hub and nothing else: the package keeps no rest for the next one.</summary>
    public abstract IReadOnlyList<FlutterMessage> Parse(byte[] message);
}

internal sealed class FlutterJson : FlutterFrames
{
    public override string Protocol => "json";

    public override WebSocketMessageType Kind => WebSocketMessageType.Text;

    public override byte[] Ping => Encoding.UTF8.GetBytes("""{"type":6}""" + Separator);

    public override byte[] Invocation(string id, string target, JsonArray arguments) => Encoding.UTF8.GetBytes(
        $$"""{"type":1,"headers":{},"invocationId":"{{id}}","target":"{{target}}","arguments":{{arguments.ToJsonString()}},"streamIds":[]}{{Separator}}""");

    public override IReadOnlyList<FlutterMessage> Parse(byte[] message)
    {
        var text = Encoding.UTF8.GetString(message);
        if (text[^1] != Separator) { throw new FormatException("Message is incomplete."); }
        return [.. text[..^1].Split(Separator).Select(one => Of(JsonNode.Parse(one)!.AsObject()))];
    }

    private static FlutterMessage Of(JsonObject message)
    {
        var (type, id) = (message["type"]!.GetValue<int>(), message["invocationId"]?.GetValue<string>());
        if (type is < 1 or > 7) { throw new FormatException($"A MessageType of {type} is not supported."); }
        if (message.ContainsKey("result") && message.ContainsKey("error")) { throw new FormatException("Invalid payload for Completion message."); }
        return new(type, id, message["target"]?.GetValue<string>(), message["arguments"]?.AsArray(), message["result"], message["error"]?.GetValue<string>());
    }
}

internal sealed class FlutterMessagePack : FlutterFrames
{
    private const int Error = 1;
    private const int WithResult = 3;

    public override string Protocol => "messagepack";

    public override WebSocketMessageType Kind => WebSocketMessageType.Binary;

    public override byte[] Ping => Framed(new JsonArray(6));

    // The stream ids are left out where there are none.
    public override byte[] Invocation(string id, string target, JsonArray arguments) => Framed(new JsonArray(1, new JsonObject(), id, target, arguments));

    public override IReadOnlyList<FlutterMessage> Parse(byte[] message)
    {
        var found = new List<FlutterMessage>();
        for (var at = 0; at < message.Length;)
        {
            var (size, shift) = (0, 0);
            byte part;
            do
            {
                part = message[at++];
                size |= (part & 0x7f) << shift;
                shift += 7;
            }
            while ((part & 0x80) is not 0);

            if (at + size > message.Length) { throw new FormatException("Incomplete message."); }
            found.Add(Of(DartMessagePack.Read(message[at..(at + size)])!.AsArray()));
            at += size;
        }

        return found;
    }

    private static FlutterMessage Of(JsonArray message)
    {
        var type = (int)message[0]!.GetValue<long>();
        if (type is 6 or 7) { return new(type, null, null, null, null, type is 7 ? message[1]?.GetValue<string>() : null); }

        // Read as a map of strings, or as nothing.
        foreach (var (_, header) in message[1]?.AsObject() ?? []) { header!.GetValue<string>(); }

        var id = message[2]?.GetValue<string>();
        return type switch
        {
            1 => new(type, id, message[3]!.GetValue<string>(), message[4]!.AsArray(), null, null),
            3 when message[3]!.GetValue<long>() is Error => new(type, id, null, null, null, message[4]!.GetValue<string>()),
            3 => new(type, id, null, null, message[3]!.GetValue<long>() is WithResult ? message[4] : null, null),
            _ => throw new JsonException($"A Flutter app knows no message of type {type}."),
        };
    }

    private static byte[] Framed(JsonArray message)
    {
        var content = DartMessagePack.Write(message);
        var length = new List<byte>();
        for (var size = content.Length; ;)
        {
            var part = size & 0x7f;
            size >>= 7;
            length.Add((byte)(size > 0 ? part | 0x80 : part));
            if (size is 0) { break; }
        }

        return [.. length, .. content];
    }
}
