using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>One MessagePack value as the JSON that would have meant the same. Bytes become base64.</summary>
internal static class MessagePackToJson
{
    public static void Copy(ref MessagePackReader reader, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        CopyValue(ref reader, json);
    }

    private static void CopyValue(ref MessagePackReader reader, Utf8JsonWriter json)
    {
        switch (reader.Peek())
        {
            case MessagePackKind.Nil: reader.TryReadNil(); json.WriteNullValue(); break;
            case MessagePackKind.Boolean: json.WriteBooleanValue(reader.ReadBoolean()); break;
            case MessagePackKind.Integer: CopyWhole(ref reader, json); break;
            case MessagePackKind.Float: json.WriteNumberValue(reader.ReadDouble()); break;
            case MessagePackKind.String: json.WriteStringValue(Valid(reader.ReadUtf8())); break;
            case MessagePackKind.Binary: json.WriteBase64StringValue(reader.ReadBinary()); break;
            case MessagePackKind.Array: CopyArray(ref reader, json); break;
            case MessagePackKind.Map: CopyMap(ref reader, json); break;
            default: throw new WireFormatException("extension types are not spoken here");
        }
    }

    private static void CopyWhole(ref MessagePackReader reader, Utf8JsonWriter json)
    {
        if (reader.IsAboveInt64()) { json.WriteNumberValue(reader.ReadUInt64()); } else { json.WriteNumberValue(reader.ReadInt64()); }
    }

    private static void CopyArray(ref MessagePackReader reader, Utf8JsonWriter json)
    {
        reader.Enter();
        json.WriteStartArray();
        for (var count = reader.ReadArrayHead(); count > 0; count--) { CopyValue(ref reader, json); }
        json.WriteEndArray();
        reader.Leave();
    }

    private static void CopyMap(ref MessagePackReader reader, Utf8JsonWriter json)
    {
        reader.Enter();
        json.WriteStartObject();
        for (var count = reader.ReadMapHead(); count > 0; count--)
        {
            json.WritePropertyName(Valid(reader.ReadUtf8()));
            CopyValue(ref reader, json);
        }

        json.WriteEndObject();
        reader.Leave();
    }

    private static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) ? text : throw new WireFormatException("text must be valid UTF-8");
}
