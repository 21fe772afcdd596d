using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Chat.Contracts.Protocol.MessagePack;
using Chat.Contracts.Protocol.Shapes;
using Chat.Contracts.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Contracts.Protocol;

/// <summary>
/// The <c>messagepack</c> hub protocol of SignalR over the contract's JSON metadata: a record has the same names and shapes
/// in both encodings, bytes travel as they are, and no extension type is ever written.
/// </summary>
/// <param name="wire">Describes the records; <see cref="ChatJson.Wire"/> when null. Names are matched exactly.</param>
public sealed class MessagePackChatProtocol(JsonSerializerOptions? wire = null) : IHubProtocol
{
    // Version 2 adds the acks and sequences of stateful reconnect.
    private const int LatestVersion = 2;

    private readonly WireConverters _converters = new(wire ?? ChatJson.Wire);

    public string Name => "messagepack";

    public int Version => LatestVersion;

    public TransferFormat TransferFormat => TransferFormat.Binary;

    public bool IsVersionSupported(int version) => version is >= 1 and <= LatestVersion;

    /// <summary>Takes the first message off <paramref name="input"/>; messages of a kind not known are passed over. Bytes that
    /// are no frame are an <see cref="InvalidDataException"/>, upon which SignalR closes the connection.</summary>
    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        while (FrameLength.TryTake(ref input, out var frame))
        {
            message = Parse(frame.Value, binder);
            if (message is not null) { return true; }
        }

        message = null;
        return false;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        var writer = MessagePackWriter.Rent();
        try
        {
            HubMessageWriter.Write(writer, message, _converters);
            output.Write(writer.Frame());
        }
        finally
        {
            writer.Return();
        }
    }

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
    {
        var writer = MessagePackWriter.Rent();
        try
        {
            HubMessageWriter.Write(writer, message, _converters);
            return writer.Frame().ToArray();
        }
        finally
        {
            writer.Return();
        }
    }

    private HubMessage? Parse(ReadOnlySequence<byte> frame, IInvocationBinder binder)
    {
        if (frame.IsSingleSegment) { return Parse(frame.FirstSpan, binder); }
        var length = (int)frame.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            frame.CopyTo(whole);
            return Parse(whole.AsSpan(0, length), binder);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private HubMessage? Parse(ReadOnlySpan<byte> frame, IInvocationBinder binder)
    {
        try
        {
            return new HubMessageReader(frame, binder, _converters).Read();
        }
        catch (WireFormatException failure)
        {
            throw new InvalidDataException($"The frame is not a message: {failure.Message}.", failure);
        }
    }
}
