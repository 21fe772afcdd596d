namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Which size the text of a document has, and which are those of its headings.</summary>
internal sealed class Sizes
{
    /// <summary>A heading is larger than the text by this much.</summary>
    private const double Larger = 1.14;

    /// <summary>Sizes that differ less are one.</summary>
    private const double Alike = 1.06;

    private const int MaxHeading = 200;
    private const int MaxBold = 100;
    private const int MaxLevels = 5;

    private readonly double _text;
    private readonly bool _isBold;
    private readonly List<double> _levels = [];

    public Sizes(IReadOnlyList<Line> lines)
    {
        _text = lines.GroupBy(line => Math.Round(line.Size * 2) / 2).MaxBy(group => group.Sum(line => line.Letters))?.Key ?? 0;
        _isBold = lines.Where(line => line.IsBold).Sum(line => line.Letters) * 2 > lines.Sum(line => line.Letters);
        foreach (var size in lines.Where(IsLarge).Select(line => line.Size).OrderDescending())
        {
            if (_levels.Count is 0 || size * Alike < _levels[^1]) { _levels.Add(size); }
        }
    }

    /// <summary>1 for the largest headings; 0 for text.</summary>
    public int LevelOf(Line line)
    {
        if (!IsLarge(line)) { return 0; }
        var level = _levels.FindIndex(size => line.Size * Alike >= size);
        return Math.Clamp(level + 1, 1, MaxLevels);
    }

    /// <summary>The level below all that are larger, for a line that is a heading because it is bold and stands alone.</summary>
    public int Lowest => Math.Min(_levels.Count, MaxLevels) + 1;

    public bool MayBeBoldHeading(Line line) =>
        !_isBold && line.IsBold && !Items.HasLeader(line.Text) && line.Size > _text * 0.9 && line.Letters is > 1 and <= MaxBold && line.Text.Trim() is [.., not ('.' or ',' or ';')];

    /// <summary>A line of a table of contents is none of the headings that it names.</summary>
    private bool IsLarge(Line line) =>
        line.Size > _text * Larger && line.Letters is > 0 and <= MaxHeading && line.Text.Any(char.IsLetterOrDigit) && !Items.HasLeader(line.Text);
}
