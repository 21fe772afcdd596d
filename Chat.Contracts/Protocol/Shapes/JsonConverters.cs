using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>A value of no type known beforehand, as JSON knows it.</summary>
internal sealed class JsonElementConverter : WireConverter<JsonElement>
{
    public override void Write(MessagePackWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(writer, value); break;
            case JsonValueKind.Array: WriteArray(writer, value); break;
            case JsonValueKind.String: writer.Write(value.GetString()); break;
            case JsonValueKind.Number: WriteNumber(writer, value); break;
            case JsonValueKind.True or JsonValueKind.False: writer.Write(value.GetBoolean()); break;
            default: writer.WriteNil(); break;
        }
    }

    public override JsonElement Read(ref MessagePackReader reader)
    {
        var json = new ArrayBufferWriter<byte>();
        MessagePackToJson.Copy(ref reader, json);
        var document = new Utf8JsonReader(json.WrittenSpan, new JsonReaderOptions { MaxDepth = MessagePackLimits.Depth });
        return JsonElement.ParseValue(ref document);
    }

    private static void WriteNumber(MessagePackWriter writer, JsonElement value)
    {
        if (value.TryGetInt64(out var whole)) { writer.Write(whole); }
        else if (value.TryGetUInt64(out var large)) { writer.Write(large); }
        else { writer.Write(value.GetDouble()); }
    }

    private void WriteArray(MessagePackWriter writer, JsonElement value)
    {
        writer.Enter();
        writer.WriteArrayHead(value.GetArrayLength());
        foreach (var item in value.EnumerateArray()) { Write(writer, item); }
        writer.Leave();
    }

    private void WriteObject(MessagePackWriter writer, JsonElement value)
    {
        writer.Enter();
        writer.WriteMapHead(value.GetPropertyCount());
        foreach (var property in value.EnumerateObject())
        {
            writer.Write(property.Name);
            Write(writer, property.Value);
        }

        writer.Leave();
    }
}

/// <summary>
/// Types that are described by a JSON converter alone (a decimal, a date, a type with a converter of its own): through JSON
/// and back. Slower, and right for all of them; nothing of the contract's hot road comes here.
/// </summary>
internal sealed class JsonBridge<T>(JsonTypeInfo<T> type, JsonElementConverter elements) : WireConverter<T>
{
    public override void Write(MessagePackWriter writer, T value) => elements.Write(writer, ToElement(value));

    public JsonElement ToElement(T value) => JsonSerializer.SerializeToElement(value, type);

    public override T Read(ref MessagePackReader reader)
    {
        var json = new ArrayBufferWriter<byte>();
        MessagePackToJson.Copy(ref reader, json);
        try
        {
            return JsonSerializer.Deserialize(json.WrittenSpan, type)!;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw new WireFormatException("the value could not be read", failure);
        }
    }
}

/// <summary>Anything at all: written as what it is, read as a <see cref="JsonElement"/>, the way JSON does it.</summary>
internal sealed class AnyConverter(WireConverters converters, JsonElementConverter elements) : WireConverter<object>
{
    public override void Write(MessagePackWriter writer, object value)
    {
        if (value.GetType() == typeof(object)) { writer.WriteMapHead(0); }
        else { converters.For(value.GetType()).WriteObject(writer, value); }
    }

    public override object Read(ref MessagePackReader reader) => elements.Read(ref reader);
}
