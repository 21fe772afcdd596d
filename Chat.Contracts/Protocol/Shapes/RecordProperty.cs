using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>One field of a record, with its name encoded once.</summary>
internal abstract class RecordProperty<TRecord>
{
    private readonly byte[] _head;
    private readonly int _nameAt;

    protected RecordProperty(JsonPropertyInfo info)
    {
        Name = info.Name;
        Parameter = info.AssociatedParameter is { IsMemberInitializer: false } parameter ? parameter : null;
        IsRequired = info.IsRequired;
        IsReset = info.AssociatedParameter is { IsMemberInitializer: true } && !info.IsRequired;

        var name = Encoding.UTF8.GetBytes(info.Name);
        _head = name.Length < 32
            ? [(byte)(MessagePackCode.FixString | name.Length), .. name]
            : [MessagePackCode.String16, (byte)(name.Length >> 8), (byte)name.Length, .. name];
        _nameAt = _head.Length - name.Length;
    }

    public string Name { get; }

    /// <summary>The constructor's parameter that the value goes to, or null.</summary>
    public JsonParameterInfo? Parameter { get; }

    public bool IsRequired { get; }

    /// <summary>Whether an absent value becomes the type's default whatever the record's initializer says. Generated metadata
    /// sets every <c>init</c> property, also those that were not sent, and both encodings must agree.</summary>
    public bool IsReset { get; }

    protected ReadOnlySpan<byte> Head => _head;

    public bool IsNamed(ReadOnlySpan<byte> name) => name.SequenceEqual(_head.AsSpan(_nameAt));

    /// <summary>Writes name and value; false when the value is one that is left out.</summary>
    public abstract bool Write(MessagePackWriter writer, ref TRecord record);

    public abstract void Read(ref MessagePackReader reader, ref TRecord record);

    public abstract object? ReadObject(ref MessagePackReader reader);

    public abstract void SetObject(ref TRecord record, object? value);

    public abstract void Reset(ref TRecord record);
}

internal sealed class RecordProperty<TRecord, T>(JsonPropertyInfo info, WireConverter<T> converter) : RecordProperty<TRecord>(info)
{
    private readonly RecordAccess<TRecord, T> _access = new(info);
    private readonly bool _refusesNull = default(T) is null && !IsNullable(info);
    private readonly JsonIgnoreCondition _ignored = Ignored(info);
    private readonly Func<object, object?, bool>? _isWritten = Attribute(info) is null ? info.ShouldSerialize : null;

    public override bool Write(MessagePackWriter writer, ref TRecord record)
    {
        if (!_access.CanGet) { return false; }
        var value = _access.Get(ref record);
        if (value is null && _ignored is JsonIgnoreCondition.WhenWritingNull) { return false; }
        if (_ignored is JsonIgnoreCondition.WhenWritingDefault && EqualityComparer<T>.Default.Equals(value, default)) { return false; }
        if (_isWritten is not null && !_isWritten(record!, value)) { return false; }
        writer.WriteRaw(Head);
        converter.WriteOrNil(writer, value);
        return true;
    }

    public override void Read(ref MessagePackReader reader, ref TRecord record)
    {
        if (_access.CanSet) { _access.Set(ref record, ReadValue(ref reader)); } else { reader.Skip(); }
    }

    public override object? ReadObject(ref MessagePackReader reader) => ReadValue(ref reader);

    public override void SetObject(ref TRecord record, object? value)
    {
        if (_access.CanSet) { _access.Set(ref record, (T?)value); }
    }

    public override void Reset(ref TRecord record) => _access.Set(ref record, default);

    private static bool IsNullable(JsonPropertyInfo info) => info.AssociatedParameter?.IsNullable ?? info.IsSetNullable;

    private static JsonIgnoreAttribute? Attribute(JsonPropertyInfo info) =>
        info.AttributeProvider is MemberInfo member ? member.GetCustomAttribute<JsonIgnoreAttribute>(inherit: true) : null;

    private static JsonIgnoreCondition Ignored(JsonPropertyInfo info) =>
        Attribute(info)?.Condition ?? info.Options.DefaultIgnoreCondition;

    private T? ReadValue(ref MessagePackReader reader)
    {
        var value = converter.ReadOrNil(ref reader);
        return value is null && _refusesNull ? throw new WireFormatException("null is not allowed") : value;
    }
}
