using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>
/// The converters of the types that <paramref name="options"/> describes, each made when it is first asked for. Types come
/// from the program's own signatures and never from the wire, so the cache has a bound.
/// </summary>
internal sealed class WireConverters(JsonSerializerOptions options)
{
    private static readonly JsonElementConverter s_elements = new();
    private static readonly BytesConverter s_bytes = new();

    private static readonly Dictionary<Type, WireConverter> s_plain = new()
    {
        [typeof(bool)] = new BooleanConverter(),
        [typeof(byte)] = new WholeNumberConverter<byte>(),
        [typeof(sbyte)] = new WholeNumberConverter<sbyte>(),
        [typeof(short)] = new WholeNumberConverter<short>(),
        [typeof(ushort)] = new WholeNumberConverter<ushort>(),
        [typeof(int)] = new WholeNumberConverter<int>(),
        [typeof(uint)] = new WholeNumberConverter<uint>(),
        [typeof(long)] = new WholeNumberConverter<long>(),
        [typeof(ulong)] = new UInt64Converter(),
        [typeof(float)] = new SingleConverter(),
        [typeof(double)] = new DoubleConverter(),
        [typeof(string)] = new StringConverter(),
        [typeof(Guid)] = new GuidConverter(),
        [typeof(byte[])] = s_bytes,
        [typeof(ReadOnlyMemory<byte>)] = new MemoryConverter(s_bytes),
        [typeof(JsonElement)] = s_elements,
    };

    private readonly ConcurrentDictionary<Type, WireConverter> _made = new();

    public WireConverter For(Type type) => _made.TryGetValue(type, out var made) ? made : _made.GetOrAdd(type, Make);

    public RecordProperty<TRecord> Field<TRecord>(JsonPropertyInfo property)
    {
        var converter = property.CustomConverter is { } custom ? With(custom).For(property.PropertyType) : For(property.PropertyType);
        return (RecordProperty<TRecord>)Create(typeof(RecordProperty<,>), [typeof(TRecord), property.PropertyType], property, converter);
    }

    private static object Create(Type generic, Type[] of, params object[] arguments) =>
        Activator.CreateInstance(generic.MakeGenericType(of), arguments)!;

    // The one interface IEnumerable<T> or IDictionary<string, T> that a collection has, itself included.
    private static Type? ElementOf(Type type, Func<Type, bool> isOne)
    {
        var found = type.GetInterfaces().Append(type).Where(one => one.IsGenericType && isOne(one)).ToArray();
        return found.Length == 1 ? found[0].GetGenericArguments()[^1] : null;
    }

    private static bool IsSequence(Type one) => one.GetGenericTypeDefinition() == typeof(IEnumerable<>);

    private static bool IsMap(Type one) =>
        one.GetGenericTypeDefinition() == typeof(IEnumerable<>)
        && one.GetGenericArguments()[0] is { IsGenericType: true } pair
        && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
        && pair.GetGenericArguments()[0] == typeof(string);

    private WireConverter Make(Type type)
    {
        if (type == typeof(object)) { return new AnyConverter(this, s_elements); }
        if (type.IsEnum) { return MakeEnum(type); }
        if (Nullable.GetUnderlyingType(type) is { } inner) { return (WireConverter)Create(typeof(NullableConverter<>), [inner], For(inner)); }
        if (options.Converters.FirstOrDefault(one => one.CanConvert(type)) is { } custom)
        {
            return custom is WireTimeConverter ? new MomentConverter() : Bridge(type);
        }

        return s_plain.GetValueOrDefault(type) ?? MakeCollection(type) ?? MakeRecord(type) ?? Bridge(type);
    }

    private WireConverter? MakeCollection(Type type)
    {
        if (type.GetCustomAttribute<JsonConverterAttribute>(inherit: false) is not null) { return null; }
        if (ElementOf(type, IsMap) is { } pair)
        {
            var value = pair.GetGenericArguments()[1];
            var isRead = type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(typeof(string), value));
            return isRead ? (WireConverter)Create(typeof(DictionaryConverter<,>), [type, value], For(value)) : null;
        }

        if (ElementOf(type, IsSequence) is not { } element || type == typeof(string)) { return null; }
        return type.IsArray || type.IsInterface || type == typeof(List<>).MakeGenericType(element) || !IsDescribed(type)
            ? (WireConverter)Create(typeof(SequenceConverter<,>), [type, element], For(element))
            : null;
    }

    private WireConverter? MakeRecord(Type type) =>
        options.TryGetTypeInfo(type, out var info)
        && info is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null, Properties.Count: <= RecordConverter<object>.MostFields }
        && !info.Properties.Any(property => property.IsExtensionData)
            ? (WireConverter)Create(typeof(RecordConverter<>), [type], info, this)
            : null;

    private WireConverter MakeEnum(Type type) => (WireConverter)Create(typeof(EnumConverter<>), [type], Bridge(type));

    // Throws, as JSON does, when nobody described the type.
    private WireConverter Bridge(Type type) => (WireConverter)Create(typeof(JsonBridge<>), [type], options.GetTypeInfo(type), s_elements);

    private bool IsDescribed(Type type) => options.TryGetTypeInfo(type, out _);

    // A converter that an attribute put on one property.
    private WireConverters With(JsonConverter custom)
    {
        var changed = new JsonSerializerOptions(options);
        changed.Converters.Insert(0, custom);
        return new WireConverters(changed);
    }
}
