using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>A record as a map from its JSON names to its values. Unknown fields are passed over, missing ones named.</summary>
internal sealed class RecordConverter<T> : WireConverter<T>
{
    /// <summary>Fields are remembered as bits while a record is read.</summary>
    public const int MostFields = 64;

    private readonly Lazy<RecordShape<T>> _shape;

    // Lazily, since a record may hold records of its own type.
    public RecordConverter(JsonTypeInfo<T> type, WireConverters converters) => _shape = new(() => new RecordShape<T>(type, converters));

    public override void Write(MessagePackWriter writer, T value)
    {
        var opened = writer.Open();
        var count = 0;
        foreach (var field in _shape.Value.Fields)
        {
            if (field.Write(writer, ref value)) { count++; }
        }

        writer.CloseMap(opened, count);
    }

    public override T Read(ref MessagePackReader reader)
    {
        var shape = _shape.Value;
        reader.Enter();
        var read = shape.Construct is null ? ReadInPlace(ref reader, shape) : ReadArguments(ref reader, shape);
        reader.Leave();
        return read;
    }

    private static T ReadInPlace(ref MessagePackReader reader, RecordShape<T> shape)
    {
        var record = shape.Create();
        var seen = 0UL;
        var next = 0;
        for (var count = reader.ReadMapHead(); count > 0; count--)
        {
            var at = shape.Find(reader.ReadUtf8(), ref next);
            if (at < 0) { reader.Skip(); } else { ReadField(ref reader, shape.Fields[at], ref record); }
            if (at >= 0) { seen |= 1UL << at; }
        }

        shape.CheckMissing(seen);
        shape.Reset(ref record, seen);
        return record;
    }

    private static void ReadField(ref MessagePackReader reader, RecordProperty<T> field, ref T record)
    {
        try
        {
            field.Read(ref reader, ref record);
        }
        catch (WireFormatException failure) when (failure.Inside(field.Name))
        {
            throw;
        }
    }

    // Values wait in boxes until the constructor can be called: a record on the hot road has init properties instead.
    private static T ReadArguments(ref MessagePackReader reader, RecordShape<T> shape)
    {
        var values = new object?[shape.Fields.Length];
        var seen = 0UL;
        var next = 0;
        for (var count = reader.ReadMapHead(); count > 0; count--)
        {
            var at = shape.Find(reader.ReadUtf8(), ref next);
            if (at < 0) { reader.Skip(); } else { values[at] = ReadBoxed(ref reader, shape.Fields[at]); }
            if (at >= 0) { seen |= 1UL << at; }
        }

        shape.CheckMissing(seen);
        return shape.Build(values, seen);
    }

    private static object? ReadBoxed(ref MessagePackReader reader, RecordProperty<T> field)
    {
        try
        {
            return field.ReadObject(ref reader);
        }
        catch (WireFormatException failure) when (failure.Inside(field.Name))
        {
            throw;
        }
    }
}
