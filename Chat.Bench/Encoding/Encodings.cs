using System.Buffers;
using System.Text.Json;
using Chat.Contracts.Protocol;
using Chat.Contracts.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Chat.Bench.Encoding;

/// <summary>One protocol with one record: an event that carries it, written and read.</summary>
internal sealed class Subject(IHubProtocol protocol, object record) : IInvocationBinder
{
    private readonly InvocationMessage _message = new("messageReceived", [record]);
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly ReadOnlyMemory<byte> _frame = protocol.GetMessageBytes(new InvocationMessage("messageReceived", [record]));
    private readonly Type[] _types = [record.GetType()];

    public int FrameBytes => _frame.Length;

    public ReadOnlySpan<byte> Frame => _frame.Span;

    public void Encode()
    {
        _output.ResetWrittenCount();
        protocol.WriteMessage(_message, _output);
    }

    public void Decode()
    {
        var input = new ReadOnlySequence<byte>(_frame);
        if (!protocol.TryParseMessage(ref input, this, out var message) || message is not InvocationMessage)
        {
            throw new InvalidOperationException("The frame could not be read back.");
        }
    }

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => _types;

    public Type GetReturnType(string invocationId) => throw new NotSupportedException();

    public Type GetStreamItemType(string streamId) => throw new NotSupportedException();
}

internal static class Encodings
{
    public static IHubProtocol MessagePack { get; } = new MessagePackChatProtocol(Wire());

    /// <summary>The framework's protocol as Chat's server sets it.</summary>
    public static IHubProtocol Json { get; } = new JsonHubProtocol(Options.Create(new JsonHubProtocolOptions { PayloadSerializerOptions = Wire() }));

    /// <summary>The framework's protocol as it comes.</summary>
    public static IHubProtocol PlainJson { get; } = new JsonHubProtocol();

    private static JsonSerializerOptions Wire()
    {
        var options = new JsonSerializerOptions(ChatJson.Wire);
        options.TypeInfoResolverChain.Add(SampleJson.Default);
        options.MakeReadOnly();
        return options;
    }
}
