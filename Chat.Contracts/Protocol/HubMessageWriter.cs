using Chat.Contracts.Protocol.MessagePack;
using Chat.Contracts.Protocol.Shapes;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Contracts.Protocol;

/// <summary>The envelopes of SignalR's hub protocol, going out
/// (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md).</summary>
internal static class HubMessageWriter
{
    public static void Write(MessagePackWriter writer, HubMessage message, WireConverters converters)
    {
        switch (message)
        {
            case InvocationMessage call: WriteCall(writer, HubProtocolConstants.InvocationMessageType, call, call.StreamIds, converters); break;
            case StreamInvocationMessage call: WriteCall(writer, HubProtocolConstants.StreamInvocationMessageType, call, call.StreamIds, converters); break;
            case StreamItemMessage item: WriteItem(writer, item, converters); break;
            case CompletionMessage completion: WriteCompletion(writer, completion, converters); break;
            case CancelInvocationMessage cancel: WriteHead(writer, 3, HubProtocolConstants.CancelInvocationMessageType, cancel); break;
            case PingMessage: WriteHead(writer, 1, HubProtocolConstants.PingMessageType); break;
            case CloseMessage close: WriteClose(writer, close); break;
            case AckMessage ack: WriteNumbered(writer, HubProtocolConstants.AckMessageType, ack.SequenceId); break;
            case SequenceMessage sequence: WriteNumbered(writer, HubProtocolConstants.SequenceMessageType, sequence.SequenceId); break;
            default: throw new InvalidDataException($"A {message.GetType().Name} has no place on the wire.");
        }
    }

    private static void WriteCall(
        MessagePackWriter writer, int type, HubMethodInvocationMessage call, string[]? streamIds, WireConverters converters)
    {
        WriteHead(writer, 6, type, call);
        writer.Write(call.Target);
        writer.WriteArrayHead(call.Arguments.Length);
        foreach (var argument in call.Arguments) { WriteValue(writer, argument, converters); }
        writer.WriteArrayHead(streamIds?.Length ?? 0);
        foreach (var id in streamIds ?? []) { writer.Write(id); }
    }

    private static void WriteItem(MessagePackWriter writer, StreamItemMessage item, WireConverters converters)
    {
        WriteHead(writer, 4, HubProtocolConstants.StreamItemMessageType, item);
        WriteValue(writer, item.Item, converters);
    }

    private static void WriteCompletion(MessagePackWriter writer, CompletionMessage completion, WireConverters converters)
    {
        var kind = completion.Error is not null ? CompletionKind.Error : completion.HasResult ? CompletionKind.Value : CompletionKind.Void;
        WriteHead(writer, kind is CompletionKind.Void ? 4 : 5, HubProtocolConstants.CompletionMessageType, completion);
        writer.Write((long)kind);
        if (kind is CompletionKind.Error) { writer.Write(completion.Error); }
        if (kind is CompletionKind.Value) { WriteValue(writer, completion.Result, converters); }
    }

    private static void WriteClose(MessagePackWriter writer, CloseMessage close)
    {
        WriteHead(writer, 3, HubProtocolConstants.CloseMessageType);
        if (string.IsNullOrEmpty(close.Error)) { writer.WriteNil(); } else { writer.Write(close.Error); }
        writer.Write(close.AllowReconnect);
    }

    private static void WriteNumbered(MessagePackWriter writer, int type, long sequenceId)
    {
        WriteHead(writer, 2, type);
        writer.Write(sequenceId);
    }

    private static void WriteHead(MessagePackWriter writer, int items, int type)
    {
        writer.WriteArrayHead(items);
        writer.Write((long)type);
    }

    private static void WriteHead(MessagePackWriter writer, int items, int type, HubInvocationMessage message)
    {
        WriteHead(writer, items, type);
        WriteHeaders(writer, message.Headers);
        if (string.IsNullOrEmpty(message.InvocationId)) { writer.WriteNil(); } else { writer.Write(message.InvocationId); }
    }

    private static void WriteHeaders(MessagePackWriter writer, IDictionary<string, string>? headers)
    {
        writer.WriteMapHead(headers?.Count ?? 0);
        if (headers is null) { return; }
        foreach (var (key, value) in headers)
        {
            writer.Write(key);
            writer.Write(value);
        }
    }

    private static void WriteValue(MessagePackWriter writer, object? value, WireConverters converters)
    {
        switch (value)
        {
            case null: writer.WriteNil(); break;
            case RawResult raw: WriteRaw(writer, raw); break;
            default: converters.For(value.GetType()).WriteObject(writer, value); break;
        }
    }

    private static void WriteRaw(MessagePackWriter writer, RawResult raw)
    {
        foreach (var part in raw.RawSerializedData) { writer.WriteRaw(part.Span); }
    }
}
