using System.Text;
using Chat.Core.Search;

namespace Chat.Data.Search;

/// <summary>A text's words as PostgreSQL's <c>tsvector</c>: each without marks and, where that differs, with them.</summary>
internal static class WordVectors
{
    // A vector has at most a megabyte; no text that fits into a message comes near, and a pasted file need not be found by its end.
    private const int MaxWords = 2_000;

    public static string? Of(string content)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var vector = new StringBuilder();
        foreach (var word in Words.Of(content).Take(MaxWords))
        {
            Append(vector, seen, word.Folded);
            Append(vector, seen, word.Exact);
        }

        return vector.Length is 0 ? null : vector.ToString();
    }

    public static string Quote(string word) =>
        $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Append(StringBuilder vector, HashSet<string> seen, string word)
    {
        if (seen.Add(word)) { vector.Append(vector.Length is 0 ? "" : " ").Append(Quote(word)); }
    }
}
