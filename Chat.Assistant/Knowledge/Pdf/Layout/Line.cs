using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Characters that stand on one baseline.</summary>
internal sealed class Line(Direction direction)
{
    /// <summary>A gap that is wider separates words, in parts of the size. Kerning is narrower, the narrowest space wider.</summary>
    public const double WordGap = 0.17;

    private readonly StringBuilder _text = new();
    private double _sizes;
    private int _letters, _bold;

    public Direction Direction => direction;

    public double Start { get; private set; } = double.MaxValue;

    public double End { get; private set; } = double.MinValue;

    public double Baseline { get; private set; }

    /// <summary>The size of most of its letters.</summary>
    public double Size => _letters > 0 ? _sizes / _letters : Tallest;

    public double Tallest { get; private set; }

    public bool IsBold => _bold > 0 && _bold == _letters;

    public int Letters => _letters;

    /// <summary>How many of its characters nobody can tell.</summary>
    public int Unknown { get; private set; }

    public string Text => _text.ToString();

    public bool Takes(in Glyph glyph)
    {
        if (_text.Length + Unknown is 0) { return true; }
        var size = Math.Max(Tallest, glyph.Size);
        return direction.IsSame(glyph.Direction) && Math.Abs(glyph.Baseline - Baseline) < size * 0.45 && glyph.Start > End - (size * 0.8);
    }

    public void Add(in Glyph glyph)
    {
        var isFirst = Start is double.MaxValue;
        if (!isFirst && glyph.Start - End > WordGap * Math.Max(glyph.Size, 0.5 * Tallest)) { Space(); }

        // The baseline is that of the largest: marks above and below stand on others.
        if (glyph.Size > Tallest) { (Tallest, Baseline) = (glyph.Size, glyph.Baseline); }
        (Start, End) = (Math.Min(Start, glyph.Start), isFirst ? glyph.End : Math.Max(End, glyph.End));
        if (glyph.Text is null) { Unknown++; return; }
        if (glyph.Text is " ") { Space(); return; }
        _text.Append(glyph.Text);
        if (glyph.Text is "") { return; }
        _letters++;
        _sizes += glyph.Size;
        if (glyph.IsBold) { _bold++; }
    }

    /// <summary>A line that goes on here, or that ends where this begins.</summary>
    public void Join(Line other, bool isBefore)
    {
        var gap = isBefore ? Start - other.End : other.Start - End;
        var space = gap > WordGap * Math.Max(Tallest, other.Tallest) || (isBefore ? other.EndsInSpace : EndsInSpace) ? " " : "";
        if (isBefore) { _text.Insert(0, other._text.ToString().TrimEnd() + space); } else { Trim().Append(space).Append(other._text); }
        if (other.Tallest > Tallest) { (Tallest, Baseline) = (other.Tallest, other.Baseline); }
        (Start, End) = (Math.Min(Start, other.Start), Math.Max(End, other.End));
        _letters += other._letters;
        _sizes += other._sizes;
        _bold += other._bold;
        Unknown += other.Unknown;
    }

    private bool EndsInSpace => _text.Length > 0 && _text[^1] is ' ';

    private StringBuilder Trim()
    {
        while (EndsInSpace) { _text.Length--; }
        return _text;
    }

    private void Space()
    {
        if (_text.Length > 0 && !EndsInSpace) { _text.Append(' '); }
    }
}
