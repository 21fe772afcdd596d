using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Chat.Generator;

/// <summary>How things of C# are called and shaped on the wire, as TypeScript has them.</summary>
internal static class Wire
{
    private static readonly Dictionary<Type, string> Plain = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "boolean",
        [typeof(int)] = "number",
        [typeof(long)] = "number",
        [typeof(float)] = "number",
        [typeof(double)] = "number",
        [typeof(Guid)] = "Id",
        [typeof(DateTimeOffset)] = "Moment",
        [typeof(byte[])] = "Uint8Array",

        // The client's own word, which the server only repeats.
        [typeof(JsonElement)] = "string | number",
    };

    public static string NameOf(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    public static string TypeOf(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.TryGetValue(bare, out var plain)) { return plain; }
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) { return $"readonly {TypeOf(bare.GenericTypeArguments[0])}[]"; }
        return bare.Assembly == typeof(Contracts.IChatHub).Assembly
            ? bare.Name
            : throw new NotSupportedException($"{bare} has no shape on the wire that the generator knows.");
    }

    public static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;

    /// <summary>Left out when there is no value.</summary>
    public static bool IsOptional(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable);

    public static bool IsRequired(PropertyInfo property) => property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
}
