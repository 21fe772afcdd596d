using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Headers, footers and page numbers: what stands at the same place of most pages, but for its numbers.</summary>
internal static class Furniture
{
    private const int MinPages = 3;

    /// <summary>How many lines from the top and from the bottom may be such.</summary>
    private const int Rows = 3;

    public static IReadOnlyList<IReadOnlyList<Line>> Without(IReadOnlyList<IReadOnlyList<Line>> pages)
    {
        if (pages.Count < MinPages) { return pages; }
        var seen = new Dictionary<(string Text, int Place), int>();
        foreach (var key in pages.SelectMany(page => EdgesOf(page, Rows).Select(KeyOf).Distinct())) { seen[key] = seen.GetValueOrDefault(key) + 1; }
        var most = Math.Max(MinPages, (pages.Count / 2) + 1);
        return [.. pages.Select(page => Without(page, seen, most))];
    }

    /// <summary>The outermost line may change from chapter to chapter; further in a line must be that of most pages.</summary>
    private static IReadOnlyList<Line> Without(IReadOnlyList<Line> page, Dictionary<(string Text, int Place), int> seen, int most)
    {
        var left = EdgesOf(page, Rows).Where(line => seen[KeyOf(line)] >= most)
            .Concat(EdgesOf(page, rows: 1).Where(line => seen[KeyOf(line)] >= MinPages || IsNumber(line.Text.Trim()))).ToHashSet();
        return left.Count is 0 ? page : [.. page.Where(line => !left.Contains(line))];
    }

    private static bool IsNumber(string text) =>
        text.Trim('-', '–', '—', ' ') is { Length: > 0 and <= 5 } number && (number.All(char.IsAsciiDigit) || number.All(one => one is 'i' or 'v' or 'x' or 'l'));

    private static IEnumerable<Line> EdgesOf(IReadOnlyList<Line> page, int rows)
    {
        var heights = page.Select(line => line.Baseline).Distinct().Order().ToArray();
        if (heights.Length is 0) { return []; }
        var (low, high) = (heights[Math.Min(rows, heights.Length) - 1], heights[^Math.Min(rows, heights.Length)]);
        return page.Where(line => line.Baseline <= low || line.Baseline >= high);
    }

    /// <summary>Its text with every number alike, and its height to a few points.</summary>
    private static (string Text, int Place) KeyOf(Line line)
    {
        var text = new StringBuilder();
        foreach (var one in line.Text)
        {
            if (!char.IsDigit(one)) { text.Append(one); }
            else if (text.Length is 0 || text[^1] is not '#') { text.Append('#'); }
        }

        return (text.ToString().Trim(), (int)Math.Round(line.Baseline / 3));
    }
}
