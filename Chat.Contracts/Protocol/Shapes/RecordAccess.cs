using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Contracts.Protocol.Shapes;

internal delegate T StructGetter<TRecord, out T>(ref TRecord record);

internal delegate void StructSetter<TRecord, in T>(ref TRecord record, T value);

/// <summary>
/// Reads and sets one property through typed delegates bound to its accessors once, so that no value is boxed on the way.
/// What is no plain property goes through the metadata's own, untyped delegates.
/// </summary>
internal sealed class RecordAccess<TRecord, T>
{
    private readonly Func<TRecord, T>? _get;
    private readonly Action<TRecord, T>? _set;
    private readonly StructGetter<TRecord, T>? _structGet;
    private readonly StructSetter<TRecord, T>? _structSet;

    public RecordAccess(JsonPropertyInfo info)
    {
        var property = info.AttributeProvider as PropertyInfo;
        if (property?.PropertyType != typeof(T)) { property = null; }
        CanGet = info.Get is not null;
        CanSet = info.Set is not null;
        if (typeof(TRecord).IsValueType)
        {
            _structGet = property?.GetGetMethod(nonPublic: true)?.CreateDelegate<StructGetter<TRecord, T>>() ?? Untyped(info.Get);
            _structSet = property?.GetSetMethod(nonPublic: true)?.CreateDelegate<StructSetter<TRecord, T>>() ?? Untyped(info.Set);
            return;
        }

        _get = property?.GetGetMethod(nonPublic: true)?.CreateDelegate<Func<TRecord, T>>() ?? (record => (T)info.Get!(record!)!);
        _set = property?.GetSetMethod(nonPublic: true)?.CreateDelegate<Action<TRecord, T>>() ?? ((record, value) => info.Set!(record!, value));
    }

    public bool CanGet { get; }

    public bool CanSet { get; }

    public T? Get(ref TRecord record) => typeof(TRecord).IsValueType ? _structGet!(ref record) : _get!(record);

    public void Set(ref TRecord record, T? value)
    {
        if (typeof(TRecord).IsValueType) { _structSet!(ref record, value!); } else { _set!(record, value!); }
    }

    private static StructGetter<TRecord, T> Untyped(Func<object, object?>? get) => (ref TRecord record) => (T)get!(record!)!;

    private static StructSetter<TRecord, T> Untyped(Action<object, object?>? set) => (ref TRecord record, T value) =>
    {
        object boxed = record!;
        set!(boxed, value);
        record = (TRecord)boxed;
    };
}
