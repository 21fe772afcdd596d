using System.Globalization;
using System.Text;

namespace Chat.Api.Operations;

/// <summary>The figures of one instrument under one set of labels.</summary>
internal sealed class Series
{
    private static readonly double[] Bounds = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30];

    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[Bounds.Length];
    private double _sum;
    private long _count;

    public void Take(double value, FigureKind kind)
    {
        lock (_lock)
        {
            if (kind is FigureKind.Observed or FigureKind.ObservedSum)
            {
                _sum = value;
                return;
            }

            _sum += value;
            if (kind is not FigureKind.Histogram) { return; }
            _count++;
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            if (bucket >= 0) { _buckets[bucket]++; }
        }
    }

    public void Write(StringBuilder text, string name, string labels, FigureKind kind)
    {
        lock (_lock)
        {
            if (kind is not FigureKind.Histogram)
            {
                Line(text, name, labels, _sum);
                return;
            }

            var separator = labels.Length is 0 ? "" : ",";
            var below = 0L;
            for (var at = 0; at < Bounds.Length; at++)
            {
                below += _buckets[at];
                Line(text, $"{name}_bucket", $"{labels}{separator}le=\"{Bounds[at].ToString(CultureInfo.InvariantCulture)}\"", below);
            }

            Line(text, $"{name}_bucket", $"{labels}{separator}le=\"+Inf\"", _count);
            Line(text, $"{name}_sum", labels, _sum);
            Line(text, $"{name}_count", labels, _count);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) { text.Append('{').Append(labels).Append('}'); }
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
