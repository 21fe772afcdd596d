namespace Chat.Assistant.Knowledge;

/// <summary>A paragraph of a document, under its headings.</summary>
internal readonly record struct Block(string? Section, string Text);

/// <summary>The headings that stand above a place.</summary>
internal sealed class Headings
{
    private readonly SortedDictionary<int, string> _levels = [];

    public string? Path => _levels.Count is 0 ? null : string.Join(" › ", _levels.Values);

    public void Set(int level, string text)
    {
        foreach (var deeper in _levels.Keys.Where(one => one >= level).ToArray()) { _levels.Remove(deeper); }

        if (text.Length > 0) { _levels[level] = text.Length > MaxLength ? text[..MaxLength] : text; }
    }

    private const int MaxLength = 120;
}
