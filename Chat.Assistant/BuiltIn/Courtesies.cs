using System.Collections.Frozen;
using Chat.Core.Search;

namespace Chat.Assistant.BuiltIn;

/// <summary>What people say to be polite, in Vietnamese and English.</summary>
internal static class Courtesies
{
    // With marks taken off, as search does it: many write Vietnamese without them.
    private static readonly FrozenDictionary<string, Courtesy> Known = Of(
        (Courtesy.Greeting, ["hello", "hi", "hey", "good morning", "good afternoon", "good evening", "xin chao", "chao", "chao ban", "chao em", "chao anh", "chao chi", "alo"]),
        (Courtesy.Thanks, ["thanks", "thank you", "thank you very much", "thanks a lot", "many thanks", "cam on", "cam on ban", "cam on em", "cam on nhieu", "cam on ban nhieu"]),
        (Courtesy.Goodbye, ["bye", "goodbye", "good bye", "bye bye", "see you", "see you later", "good night", "tam biet", "hen gap lai", "chuc ngu ngon"]));

    private static readonly FrozenSet<string> Vietnamese = FrozenSet.Create(
        StringComparer.Ordinal, "xin", "chao", "cam", "on", "ban", "tam", "biet", "hen", "gap", "lai", "chuc", "la", "gi", "khong", "co", "cua", "toi", "lam", "sao", "nao", "duoc", "cho", "nhung", "cac", "mot", "va", "thi", "nhu");

    public static Courtesy? Of(string text)
    {
        var words = Words.Of(text).Select(word => word.Folded).ToArray();
        return words.Length is > 0 and <= 5 && Known.TryGetValue(string.Join(' ', words), out var courtesy) ? courtesy : null;
    }

    /// <summary>By its words, and by letters that only Vietnamese has; else as the person's own language says.</summary>
    public static bool IsVietnamese(string text, string? language)
    {
        if (text.Any(letter => letter is 'đ' or 'Đ' or 'ă' or 'ơ' or 'ư' or (>= '\u1EA0' and <= '\u1EF9'))) { return true; }
        var words = Words.Of(text).Select(word => word.Folded).ToArray();
        var known = words.Count(Vietnamese.Contains);
        return known > 0 && known * 3 >= words.Length ? true : language?.StartsWith("vi", StringComparison.OrdinalIgnoreCase) is true && words.Length < 2;
    }

    private static FrozenDictionary<string, Courtesy> Of(params (Courtesy Courtesy, string[] Said)[] all) =>
        all.SelectMany(one => one.Said.Select(said => KeyValuePair.Create(said, one.Courtesy))).ToFrozenDictionary(StringComparer.Ordinal);
}

internal enum Courtesy
{
    Greeting,
    Thanks,
    Goodbye,
}
