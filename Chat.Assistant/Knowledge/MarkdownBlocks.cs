using System.Text;

namespace Chat.Assistant.Knowledge;

/// <summary>Paragraphs of Markdown and of plain text, which is Markdown without marks. Fenced code stays whole.</summary>
internal static class MarkdownBlocks
{
    public static IEnumerable<Block> Of(string markdown, bool hasHeadings)
    {
        var (headings, text, fence) = (new Headings(), new StringBuilder(), (string?)null);
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            var bare = line.Trim();
            if (fence is not null)
            {
                text.Append(line).Append('\n');
                if (bare.StartsWith(fence, StringComparison.Ordinal)) { fence = null; }
                continue;
            }

            if (hasHeadings && FenceOf(bare) is { } begun)
            {
                fence = begun;
                text.Append(line).Append('\n');
                continue;
            }

            var level = hasHeadings ? LevelOf(bare) : 0;
            if (bare.Length > 0 && level is 0)
            {
                text.Append(line).Append('\n');
                continue;
            }

            if (Take(text) is { } paragraph) { yield return new(headings.Path, paragraph); }
            if (level > 0) { headings.Set(level, bare[level..].Trim(' ', '\t', '#')); }
        }

        if (Take(text) is { } last) { yield return new(headings.Path, last); }
    }

    private static string? FenceOf(string line) =>
        line.StartsWith("```", StringComparison.Ordinal) ? "```" : line.StartsWith("~~~", StringComparison.Ordinal) ? "~~~" : null;

    private static int LevelOf(string line)
    {
        var level = line.AsSpan().IndexOfAnyExcept('#');
        if (level < 0) { level = line.Length; }
        return level is > 0 and <= 6 && (level == line.Length || line[level] is ' ' or '\t') ? level : 0;
    }

    private static string? Take(StringBuilder text)
    {
        var taken = text.ToString().Trim('\n');
        text.Clear();
        return string.IsNullOrWhiteSpace(taken) ? null : taken;
    }
}
