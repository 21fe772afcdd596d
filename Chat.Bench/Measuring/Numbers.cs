namespace Chat.Bench.Measuring;

internal static class Numbers
{
    public static double Median(IEnumerable<double> values) => Percentile([.. values], 50);

    public static double Percentile(double[] values, double percent)
    {
        if (values is []) { return double.NaN; }
        Array.Sort(values);
        return values[Math.Clamp((int)Math.Ceiling(percent / 100 * values.Length) - 1, 0, values.Length - 1)];
    }
}
