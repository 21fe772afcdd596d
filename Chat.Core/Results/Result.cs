using System.Diagnostics.CodeAnalysis;

namespace Chat.Core.Results;

/// <summary>Either a value or a <see cref="Refusal"/>. Exceptions stay for what nobody expected.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly Refusal? _refusal;

    internal Result(T? value, Refusal? refusal) => (_value, _refusal) = (value, refusal);

    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal, [MaybeNullWhen(true)] out T value)
    {
        (refusal, value) = (_refusal, _value);
        return refusal is not null;
    }

    public TOut Match<TOut>(Func<T, TOut> done, Func<Refusal, TOut> refused) =>
        _refusal is null ? done(_value!) : refused(_refusal);

#pragma warning disable CA2225 // The named alternatives would only repeat what a return statement says.
    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
#pragma warning restore CA2225
}

public static class Result
{
    /// <summary>For values whose type is an interface: C# converts no interface by itself.</summary>
    public static Result<T> Of<T>(T value) => new(value, null);
}

/// <summary>The value of a use case that answers nothing but "done".</summary>
public readonly record struct Done;
