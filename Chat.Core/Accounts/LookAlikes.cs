using System.Collections.Frozen;

namespace Chat.Core.Accounts;

/// <summary>
/// Lower-case letters of other alphabets that a person reads as a Latin one. A short list on purpose (the pairs of Unicode's
/// confusables that look the same in common fonts): what is left out is caught by keeping a name to one alphabet.
/// </summary>
internal static class LookAlikes
{
    private static readonly FrozenDictionary<char, char> Latin = Pairs(
        ("\u0430\u0441\u0435\u04BB\u0456\u0458\u04CF\u043E\u0440\u051B\u0455\u051D\u0443\u0445\u0475\u0501", "acehijlopqswyxvd"),
        ("\u03B1\u03B2\u03B5\u03B9\u03BA\u03BD\u03BF\u03C1\u03C4\u03C5\u03C7\u03B3", "abeikvoptuxy"),
        ("\u0585\u057D\u0570\u0578\u0566\u0581", "ouhnqg"),
        ("\u0131\u0261\u0251", "iga"));

    public static char Of(char letter) => Latin.GetValueOrDefault(letter, letter);

    private static FrozenDictionary<char, char> Pairs(params ReadOnlySpan<(string Written, string Read)> alphabets)
    {
        var pairs = new Dictionary<char, char>();
        foreach (var (written, read) in alphabets)
        {
            foreach (var (from, to) in written.Zip(read)) { pairs[from] = to; }
        }

        return pairs.ToFrozenDictionary();
    }
}
