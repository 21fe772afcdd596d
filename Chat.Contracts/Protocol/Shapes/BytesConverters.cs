using System.Buffers;
using System.Buffers.Text;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

internal sealed class BytesConverter : WireConverter<byte[]>
{
    public override void Write(MessagePackWriter writer, byte[] value) => writer.WriteBinary(value);

    public override byte[] Read(ref MessagePackReader reader) =>
        reader.Peek() is MessagePackKind.String ? FromBase64(reader.ReadUtf8()) : reader.ReadBinary().ToArray();

    // A client that cannot send bytes may send what it would send in JSON.
    private static byte[] FromBase64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var written) is OperationStatus.Done
            ? bytes[..written]
            : throw new WireFormatException("bytes in text are base64");
    }
}

internal sealed class MemoryConverter(WireConverter<byte[]> bytes) : WireConverter<ReadOnlyMemory<byte>>
{
    public override void Write(MessagePackWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBinary(value.Span);

    public override ReadOnlyMemory<byte> Read(ref MessagePackReader reader) => bytes.Read(ref reader);
}
