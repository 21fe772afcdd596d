using Chat.Contracts.Messages;
using Chat.Core.Knowledge;
using Chat.Core.Search;

namespace Chat.Assistant.Knowledge;

/// <summary>Finds the passages that a question is about: by its words and, with embeddings, by its meaning.</summary>
internal sealed class KnowledgeSearch(IKnowledgeStore store, PassageVectors vectors)
{
    // Of a long question the beginning says what it is about.
    private const int MaxWords = 60;
    private const int Candidates = 50;
    private const int MaxPassages = 5;

    // Of reciprocal rank fusion, as its authors chose it: how little the first places are ahead of the next.
    private const double Smoothing = 60;

    // A passage that shares less with the question is about something else.
    private const double LeastShared = 0.34;

    // A word without its marks may be another word.
    private const double Unmarked = 0.6;

    public async Task<IReadOnlyList<Citation>> FindAsync(string question, CancellationToken cancellationToken)
    {
        var byMeaning = await vectors.NearestAsync(question, Candidates, cancellationToken);
        var byWords = await ByWordsAsync(question, cancellationToken);
        var known = byWords.ToDictionary(passage => passage.Key);
        PassageKey[] best = [.. Fuse([.. byWords.Select(passage => passage.Key)], byMeaning).Take(MaxPassages)];
        foreach (var passage in await ReadAsync([.. best.Where(key => !known.ContainsKey(key))], cancellationToken)) { known[passage.Key] = passage; }

        return [.. best.Where(known.ContainsKey).Select((key, at) => Cite(known[key], at))];
    }

    /// <summary>Reciprocal rank fusion: a place high up in either order counts, one in both counts most.</summary>
    private static IEnumerable<PassageKey> Fuse(params IReadOnlyList<PassageKey>[] orders) => orders
        .SelectMany(order => order.Select((key, at) => (Key: key, Score: 1 / (Smoothing + at + 1))))
        .GroupBy(one => one.Key)
        .OrderByDescending(group => group.Sum(one => one.Score))
        .Select(group => group.Key);

    private async Task<IReadOnlyList<FoundPassage>> ByWordsAsync(string question, CancellationToken cancellationToken)
    {
        Word[] words = [.. Words.Of(question).Take(MaxWords).Where(word => !StopWords.Contains(word)).DistinctBy(word => word.Exact)];
        return words is [] ? [] : [.. ByWords(words, await store.SearchAsync(words, Candidates, cancellationToken))];
    }

    private async Task<IReadOnlyList<FoundPassage>> ReadAsync(PassageKey[] keys, CancellationToken cancellationToken) =>
        keys is [] ? [] : await store.ReadAsync(keys, cancellationToken);

    /// <summary>In the order of what they share with the question; those found earlier first when it is the same.</summary>
    private static IEnumerable<FoundPassage> ByWords(Word[] words, IReadOnlyList<FoundPassage> found) => found
        .Select(passage => (Passage: passage, Shared: Shared(words, passage)))
        .Where(one => one.Shared >= LeastShared)
        .OrderByDescending(one => one.Shared)
        .Select(one => one.Passage);

    private static double Shared(Word[] words, FoundPassage passage)
    {
        var (exact, folded) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var word in Words.Of($"{passage.Title} {passage.Section} {passage.Text}"))
        {
            exact.Add(word.Exact);
            folded.Add(word.Folded);
        }

        return words.Sum(word => Weight(word, exact, folded)) / words.Length;
    }

    private static double Weight(Word word, HashSet<string> exact, HashSet<string> folded)
    {
        if (exact.Contains(word.Exact)) { return 1; }
        if (!folded.Contains(word.Folded)) { return 0; }

        // Who writes no marks means all of them.
        return word.Exact == word.Folded ? 1 : Unmarked;
    }

    private static Citation Cite(FoundPassage passage, int at) => new()
    {
        Number = at + 1, DocumentId = passage.Key.DocumentId, Title = passage.Title, Section = passage.Section, Text = passage.Text,
    };
}
