using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Chat.Api.Operations;

/// <summary>Keeps the newest figures of our meters, and of the framework's that matter, and writes them as Prometheus reads them.</summary>
internal sealed class PrometheusText : IDisposable
{
    // Against a label whose values have no bound: beyond it new ones are counted together with nothing.
    private const int MaxSeries = 500;

    private static readonly string[] Meters =
        ["Chat", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql"];

    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, Series>> _figures = [];
    private readonly MeterListener _listener = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name, StringComparer.Ordinal)) { listener.EnableMeasurementEvents(instrument); }
        };
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (instrument, series) in _figures.OrderBy(one => one.Key.Name, StringComparer.Ordinal)) { Write(text, instrument, series); }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = _figures.GetOrAdd(instrument, static _ => []);
        var labels = Labels(tags);
        if (!all.TryGetValue(labels, out var series))
        {
            if (all.Count >= MaxSeries) { return; }
            series = all.GetOrAdd(labels, static _ => new());
        }

        series.Take(value, Kind(instrument));
    }

    private static void Write(StringBuilder text, Instrument instrument, ConcurrentDictionary<string, Series> all)
    {
        var kind = Kind(instrument);
        var name = Name(instrument, kind);
        text.Append("# HELP ").Append(name).Append(' ').Append(instrument.Description?.ReplaceLineEndings(" ")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(kind switch
        {
            FigureKind.Sum or FigureKind.ObservedSum => "counter",
            FigureKind.Histogram => "histogram",
            _ => "gauge",
        }).Append('\n');
        foreach (var (labels, series) in all.OrderBy(one => one.Key, StringComparer.Ordinal)) { series.Write(text, name, labels, kind); }
    }

    private static string Name(Instrument instrument, FigureKind kind)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal)) { name += unit; }
        return kind is FigureKind.Sum or FigureKind.ObservedSum && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    private static FigureKind Kind(Instrument instrument)
    {
        var type = instrument.GetType();
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return open == typeof(Counter<>) ? FigureKind.Sum
            : open == typeof(UpDownCounter<>) ? FigureKind.Level
            : open == typeof(Histogram<>) ? FigureKind.Histogram
            : open == typeof(ObservableCounter<>) ? FigureKind.ObservedSum
            : FigureKind.Observed;
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) { return ""; }
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(labels.Length is 0 ? "" : ",").Append(key.Replace('.', '_').Replace('-', '_')).Append("=\"")
                .Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }

        return labels.ToString();
    }
}

internal enum FigureKind
{
    Sum,
    Level,
    Histogram,
    Observed,
    ObservedSum,
}
