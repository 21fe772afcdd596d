using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Core.Search;

/// <summary>What is looked for: every word, the last one perhaps only begun.</summary>
public sealed record SearchQuery(IReadOnlyList<Word> Words, bool IsLastOpen)
{
    private const int MaxLength = 200;
    private const int MaxWords = 16;

    public static Result<SearchQuery> Read(string text)
    {
        if (text.Length > MaxLength || !PlainText.IsWellFormed(text)) { return Refusal.Invalid($"query has at most {MaxLength} characters."); }
        Word[] words = [.. Search.Words.Of(text).Take(MaxWords)];
        return words is [] ? Refusal.Invalid("query holds no word to look for.") : new SearchQuery(words, words[^1].Start + words[^1].Length == text.Length);
    }

    /// <summary>Whether the word of a message is one that was looked for.</summary>
    public bool Finds(Word word)
    {
        for (var at = 0; at < Words.Count; at++)
        {
            var isOpen = IsLastOpen && at == Words.Count - 1;
            if (isOpen ? word.Folded.StartsWith(Words[at].Folded, StringComparison.Ordinal) : word.Folded == Words[at].Folded) { return true; }
        }

        return false;
    }
}
