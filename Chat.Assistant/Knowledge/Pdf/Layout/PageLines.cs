namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Gathers what a page shows into lines, in the order in which they were begun.</summary>
internal sealed class PageLines
{
    /// <summary>Parts of a line are shown one soon after the other.</summary>
    private const int Looked = 48;

    private readonly List<Line> _lines = [];
    private Line? _line;

    public IReadOnlyList<Line> Lines => _lines;

    public void Add(in Glyph glyph)
    {
        if (_line is null || !_line.Takes(glyph))
        {
            End();
            _line = new(glyph.Direction);
        }

        _line.Add(glyph);
    }

    public void End()
    {
        if (_line is not { } line) { return; }
        _line = null;
        if (line.Letters is 0 && line.Unknown is 0) { return; }
        for (var at = _lines.Count - 1; at >= Math.Max(0, _lines.Count - Looked); at--)
        {
            var other = _lines[at];
            if (!other.Direction.IsSame(line.Direction) || Math.Abs(other.Baseline - line.Baseline) > 0.25 * Math.Max(other.Tallest, line.Tallest)) { continue; }
            if (IsShadow(line, other)) { return; }
            if (!IsNext(line, other) && !IsNext(other, line)) { continue; }
            other.Join(line, isBefore: line.Start < other.Start);
            return;
        }

        _lines.Add(line);
    }

    /// <summary>The same text a hair's breadth away is how some make it bold.</summary>
    private static bool IsShadow(Line line, Line other) =>
        Math.Abs(line.Start - other.Start) < 0.3 * line.Tallest && Math.Abs(line.End - other.End) < 0.3 * line.Tallest
        && string.Equals(line.Text, other.Text, StringComparison.Ordinal);

    private static bool IsNext(Line line, Line other) =>
        line.Start - other.End is var gap && gap > -0.3 * line.Tallest && gap < 0.7 * Math.Max(line.Tallest, other.Tallest);
}
