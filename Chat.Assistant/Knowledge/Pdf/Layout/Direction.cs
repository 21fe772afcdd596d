namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Where text runs to, as a vector of length 1; none when it runs nowhere.</summary>
internal readonly record struct Direction(double X, double Y)
{
    public static Direction Of(double x, double y)
    {
        var length = Math.Sqrt((x * x) + (y * y));
        return length is > 1e-9 and < 1e12 ? new(x / length, y / length) : default;
    }

    public bool IsSame(Direction other) => (X * other.X) + (Y * other.Y) > 0.99;

    public double Along((double X, double Y) point) => (X * point.X) + (Y * point.Y);

    /// <summary>Up from the line; lines below have less of it.</summary>
    public double Across((double X, double Y) point) => (X * point.Y) - (Y * point.X);
}
