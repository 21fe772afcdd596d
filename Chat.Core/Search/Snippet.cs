using System.Text;

namespace Chat.Core.Search;

/// <summary>The part of a text around what was found in it.</summary>
public static class Snippet
{
    public const char Begin = '\uE000';
    public const char End = '\uE001';

    private const int Before = 40;
    private const int MaxLength = 160;

    public static string Of(string content, SearchQuery query)
    {
        Word[] found = [.. Words.Of(content).Where(query.Finds)];
        var first = found is [] ? 0 : found[0].Start;
        var start = Edge(content, Math.Max(0, first - Before));
        var end = Edge(content, Math.Min(content.Length, start + MaxLength));

        var text = new StringBuilder(start > 0 ? "…" : "");
        var at = start;
        foreach (var word in found.Where(word => word.Start >= start && word.Start + word.Length <= end))
        {
            Append(text, content.AsSpan(at, word.Start - at));
            text.Append(Begin);
            Append(text, content.AsSpan(word.Start, word.Length));
            text.Append(End);
            at = word.Start + word.Length;
        }

        Append(text, content.AsSpan(at, Math.Max(0, end - at)));
        return text.Append(end < content.Length ? "…" : "").ToString();
    }

    /// <summary>On one line, and without what marks the words found.</summary>
    private static void Append(StringBuilder text, ReadOnlySpan<char> part)
    {
        foreach (var letter in part)
        {
            if (letter is not (Begin or End)) { text.Append(char.IsControl(letter) ? ' ' : letter); }
        }
    }

    /// <summary>Not inside a surrogate pair.</summary>
    private static int Edge(string content, int at) =>
        at > 0 && at < content.Length && char.IsLowSurrogate(content[at]) ? at - 1 : at;
}
