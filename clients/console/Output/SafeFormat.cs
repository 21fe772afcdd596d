using System.Globalization;

namespace Chat.Terminal.Output;

/// <summary>A word with a look of its own, where looks are possible.</summary>
internal readonly record struct Styled(string Code, object? Value)
{
    public static Styled Bold(object? value) => new("1", value);

    public static Styled Dim(object? value) => new("2", value);

    public static Styled Good(object? value) => new("32", value);

    public static Styled Bad(object? value) => new("31", value);

    /// <summary>A person's own colour, the same on every line.</summary>
    public static Styled Of(Guid person, object? value) => new(Colours[(person.GetHashCode() & int.MaxValue) % Colours.Length], value);

    private static string[] Colours { get; } = ["36", "35", "33", "34", "32", "96", "95", "94"];
}

/// <summary>Fills in a line so that whatever is filled in is harmless: only the line's own words are taken as they are.</summary>
internal sealed class SafeFormat(bool isColoured) : IFormatProvider, ICustomFormatter
{
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        Styled styled when isColoured => $"\u001b[{styled.Code}m{Format(format, styled.Value, formatProvider)}\u001b[0m",
        Styled styled => Format(format, styled.Value, formatProvider),
        IFormattable value => SafeText.OneLine(value.ToString(format, CultureInfo.InvariantCulture)),
        null => "",
        _ => SafeText.OneLine(arg.ToString() ?? ""),
    };
}
