namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Characters at their place: from where to where on which baseline. Text that nobody can tell is null.</summary>
internal readonly record struct Glyph(string? Text, double Start, double End, double Baseline, double Size, Direction Direction, bool IsBold)
{
    public static Glyph At(string? text, (double X, double Y) from, (double X, double Y) to, Direction direction, double size, bool isBold) =>
        new(text, direction.Along(from), direction.Along(to), direction.Across(from), size, direction, isBold);

    /// <summary>Whether its place is one that a page has.</summary>
    public bool IsPlaced => Math.Abs(Start) < 1e9 && Math.Abs(End) < 1e9 && Math.Abs(Baseline) < 1e9 && Size is > 0 and < 1e6 && Direction != default;

    public bool IsBeside(Glyph other) => Direction.IsSame(other.Direction) && Math.Abs(Baseline - other.Baseline) < Size / 2;

    public Glyph To(Glyph other) => this with { Start = Math.Min(Start, other.Start), End = Math.Max(End, other.End), Size = Math.Max(Size, other.Size) };
}
