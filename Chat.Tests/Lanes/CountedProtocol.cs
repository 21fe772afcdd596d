using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Chat.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Lanes;

/// <summary>Counts how often a message event is encoded.</summary>
internal sealed class CountedProtocol(IHubProtocol encoding) : IHubProtocol
{
    private int _encoded;

    public int EncodedMessages => _encoded;

    public string Name => encoding.Name;

    public int Version => encoding.Version;

    public TransferFormat TransferFormat => encoding.TransferFormat;

    public bool IsVersionSupported(int version) => encoding.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
        encoding.TryParseMessage(ref input, binder, out message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        Count(message);
        encoding.WriteMessage(message, output);
    }

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
    {
        Count(message);
        return encoding.GetMessageBytes(message);
    }

    private void Count(HubMessage message)
    {
        if (message is InvocationMessage { Target: nameof(IChatClient.MessageReceived) }) { Interlocked.Increment(ref _encoded); }
    }
}
