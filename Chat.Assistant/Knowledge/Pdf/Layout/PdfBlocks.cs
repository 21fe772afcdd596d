using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Lines as paragraphs under their headings.</summary>
internal sealed class PdfBlocks
{
    /// <summary>Between paragraphs there is more room than between lines, by this much.</summary>
    private const double MoreRoom = 1.25;

    private readonly List<Block> _blocks = [];
    private readonly Headings _headings = new();
    private readonly StringBuilder _text = new();
    private readonly Sizes _sizes;
    private readonly double _usualRoom;
    private int _level;
    private Line? _before;

    private PdfBlocks(IReadOnlyList<IReadOnlyList<Line>> pages)
    {
        _sizes = new([.. pages.SelectMany(page => page)]);
        double[] rooms = [.. pages.SelectMany(page => page.Zip(page.Skip(1), RoomBetween)).Where(room => room is > 0.5 and < 4).Order()];
        _usualRoom = rooms.Length > 0 ? Math.Clamp(rooms[rooms.Length / 2], 1, 2.2) : 1.3;
    }

    public static IReadOnlyList<Block> Of(IReadOnlyList<IReadOnlyList<Line>> pages)
    {
        var read = new PdfBlocks(pages);
        foreach (var page in pages) { read.Read(page); }
        read.End();
        return read._blocks;
    }

    private void Read(IReadOnlyList<Line> page)
    {
        for (var at = 0; at < page.Count; at++)
        {
            var line = page[at];
            var level = _sizes.LevelOf(line);
            if (level is 0 && IsBoldHeading(page, at)) { level = _sizes.Lowest; }
            if (level != _level || !GoesOn(line)) { End(); }
            _level = level;
            Append(line.Text.Trim());
            _before = line;
        }
    }

    private bool IsBoldHeading(IReadOnlyList<Line> page, int at)
    {
        if (!_sizes.MayBeBoldHeading(page[at])) { return false; }
        if (at + 1 < page.Count && page[at + 1] is { IsBold: false } next && RoomBetween(page[at], next) < 0) { return false; }
        return at is 0 || page[at - 1].IsBold || _sizes.LevelOf(page[at - 1]) > 0 || RoomBetween(page[at - 1], page[at]) is < 0 or > 0.8;
    }

    /// <summary>From one baseline to the next, in parts of the size; less than nothing where the next stands above or elsewhere.</summary>
    private static double RoomBetween(Line line, Line next) =>
        line.Direction.IsSame(next.Direction) ? (line.Baseline - next.Baseline) / Math.Max(line.Size, next.Size) : -1;

    /// <summary>Whether a line goes on with the paragraph, or the heading, of the one before.</summary>
    private bool GoesOn(Line line)
    {
        if (_before is not { } before || _text.Length is 0) { return false; }
        var text = line.Text.TrimStart();
        if (Items.IsItem(text)) { return false; }
        var room = RoomBetween(before, line);
        if (_level > 0) { return room is > 0 and < 2; }

        // A column or a page ends within a sentence.
        if (room <= 0 || room > 4) { return _text[^1] is not ('.' or '!' or '?' or ':' or '…' or '”' or '"') && text is [var first, ..] && (char.IsLower(first) || _text[^1] is '-'); }
        if (room > _usualRoom * MoreRoom) { return false; }
        var indent = (line.Start - before.Start) / before.Size;
        return indent is not (> 0.9 and < 5) || Items.IsItem(before.Text.TrimStart()) || line.End > before.End + (8 * before.Size);
    }

    private void Append(string text)
    {
        if (_text.Length is 0 || text.Length is 0) { _text.Append(text); return; }
        var last = _text[^1];
        if (last is '\u00AD' || (last is '-' or '‐' && _text.Length > 1 && char.IsLetter(_text[^2]) && char.IsLower(text[0]))) { _text.Length--; }
        else if (!IsIdeograph(last) || !IsIdeograph(text[0])) { _text.Append(' '); }
        _text.Append(text);
    }

    private static bool IsIdeograph(char one) => one is (>= '\u3000' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF');

    private void End()
    {
        var text = Items.WithoutLeaders(Cleaned.Text(_text));
        _text.Clear();
        if (text.Length is 0) { return; }
        if (_level > 0) { _headings.Set(_level, text); } else { _blocks.Add(new(_headings.Path, text)); }
    }
}
