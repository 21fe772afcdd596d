using System.Buffers;
using Chat.Contracts.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>Every target takes the same types, every stream and every call has the one type.</summary>
internal sealed class FixedBinder(Type result, params Type[] parameters) : IInvocationBinder
{
    public static FixedBinder OfInt { get; } = new(typeof(int), typeof(int));

    public IReadOnlyList<Type> GetParameterTypes(string methodName) =>
        methodName is "unknown" ? throw new HubException("Unknown hub method 'unknown'") : parameters;

    public Type GetReturnType(string invocationId) =>
        invocationId is "forgotten" ? throw new InvalidOperationException("Nobody waits for this.") : result;

    public Type GetStreamItemType(string streamId) => GetReturnType(streamId);
}

internal static class Frames
{
    public static MessagePackChatProtocol Protocol { get; } = new(TestWire.Options);

    public static string Hex(HubMessage message) => Convert.ToHexStringLower(Protocol.GetMessageBytes(message).Span);

    /// <summary>The bytes of a message with their length in front.</summary>
    public static byte[] Framed(params byte[] body)
    {
        var prefix = new byte[FrameLength.BytesOf(body.Length)];
        FrameLength.Write(body.Length, prefix);
        return [.. prefix, .. body];
    }

    /// <summary>The one message in <paramref name="frame"/>, or null when there is none.</summary>
    public static HubMessage? Parse(ReadOnlySpan<byte> frame, IInvocationBinder binder)
    {
        var input = new ReadOnlySequence<byte>(frame.ToArray());
        return Protocol.TryParseMessage(ref input, binder, out var message) ? message : null;
    }

    public static HubMessage Parse(string hex, IInvocationBinder binder) =>
        Parse(Convert.FromHexString(hex), binder) ?? throw new InvalidDataException("There is no message.");
}
