using System.Collections.Frozen;

namespace Chat.Data.Naming;

/// <summary>The words of <see cref="LowerCaseEnums"/> for rows that are read and written without EF.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => value.ToString().ToLowerInvariant());

    private static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Words[value];

    public static T Read(string word) => Values[word];
}
