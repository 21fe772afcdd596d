using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>What is known of a record before any value is seen: its fields, which are required, how one is made.</summary>
internal sealed class RecordShape<T>
{
    private readonly ulong _required;
    private readonly ulong _reset;
    private readonly Func<T>? _create;

    public RecordShape(JsonTypeInfo<T> type, WireConverters converters)
    {
        Fields = [.. type.Properties.Where(property => property.Get is not null || property.Set is not null)
            .Select(property => converters.Field<T>(property))];
        _required = Bits(field => field.IsRequired);
        _reset = Bits(field => field.IsReset);
        if (Fields.Any(field => field.Parameter is not null)) { Construct = Compile(type); }
        else if (!typeof(T).IsValueType) { _create = type.CreateObject ?? Expression.Lambda<Func<T>>(Expression.New(typeof(T))).Compile(); }
    }

    public RecordProperty<T>[] Fields { get; }

    /// <summary>Calls the constructor with its arguments in order; null for records that are made empty and then filled.</summary>
    public Func<object?[], T>? Construct { get; }

    public T Create() => _create is null ? default! : _create();

    /// <summary>The place of a field, or -1. Fields mostly come in the order they are written in, so <paramref name="next"/>
    /// is where to look first.</summary>
    public int Find(ReadOnlySpan<byte> name, ref int next)
    {
        for (var tried = 0; tried < Fields.Length; tried++)
        {
            var at = next;
            next = next + 1 == Fields.Length ? 0 : next + 1;
            if (Fields[at].IsNamed(name)) { return at; }
        }

        return -1;
    }

    public void CheckMissing(ulong seen)
    {
        if ((seen & _required) == _required) { return; }
        throw WireFormatException.Lacks([.. Fields.Where((field, at) => field.IsRequired && (seen & (1UL << at)) == 0).Select(field => field.Name)]);
    }

    public void Reset(ref T record, ulong seen)
    {
        for (var left = _reset & ~seen; left != 0; left &= left - 1) { Fields[System.Numerics.BitOperations.TrailingZeroCount(left)].Reset(ref record); }
    }

    public T Build(object?[] values, ulong seen)
    {
        var arguments = new object?[Fields.Count(field => field.Parameter is not null)];
        for (var at = 0; at < Fields.Length; at++)
        {
            if (Fields[at].Parameter is { } parameter)
            {
                arguments[parameter.Position] = (seen & (1UL << at)) != 0 ? values[at] : parameter.HasDefaultValue ? parameter.DefaultValue : null;
            }
        }

        var record = Construct!(arguments);
        for (var at = 0; at < Fields.Length; at++)
        {
            if (Fields[at].Parameter is null && (seen & (1UL << at)) != 0) { Fields[at].SetObject(ref record, values[at]); }
        }

        Reset(ref record, seen);
        return record;
    }

    private static Func<object?[], T> Compile(JsonTypeInfo<T> type)
    {
        var constructor = type.ConstructorAttributeProvider as ConstructorInfo
            ?? throw new NotSupportedException($"The constructor of {type.Type} is not described.");
        var arguments = Expression.Parameter(typeof(object?[]));
        var typed = constructor.GetParameters().Select(parameter => Argument(arguments, parameter));
        return Expression.Lambda<Func<object?[], T>>(Expression.New(constructor, typed), arguments).Compile();
    }

    // An absent value of a value type is its default, which unboxing null would refuse.
    private static Expression Argument(ParameterExpression arguments, ParameterInfo parameter)
    {
        var value = Expression.ArrayIndex(arguments, Expression.Constant(parameter.Position));
        var cast = Expression.Convert(value, parameter.ParameterType);
        return !parameter.ParameterType.IsValueType ? cast
            : Expression.Condition(Expression.Equal(value, Expression.Constant(null)), Expression.Default(parameter.ParameterType), cast);
    }

    private ulong Bits(Func<RecordProperty<T>, bool> has) =>
        Fields.Select((field, at) => has(field) ? 1UL << at : 0).Aggregate(0UL, (bits, bit) => bits | bit);
}
