using System.Globalization;
using System.Text;

namespace Chat.Bench.Growth;

/// <summary>Lines over a logarithmic axis, as SVG that a page shows without any script.</summary>
internal static class Chart
{
    private const double Width = 640, Height = 360, Left = 80, Right = 150, Top = 48, Bottom = 48;

    private static readonly string[] s_colours = ["#0b6e4f", "#c2571a", "#4059ad", "#777777"];

    public static string Of(string title, string across, IReadOnlyList<int> places, IReadOnlyList<(string Name, double[] Values)> lines)
    {
        var most = RoundUp(lines.SelectMany(line => line.Values).Where(double.IsFinite).DefaultIfEmpty(1).Max());
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        Add(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n<text x=\"{Left}\" y=\"24\" font-size=\"15\" fill=\"#222222\">{title}</text>\n");
        for (var step = 0; step <= 4; step++)
        {
            var y = Y(most * step / 4, most);
            Add(svg, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"#dddddd\"/>\n");
            Add(svg, $"<text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\" fill=\"#444444\">{most * step / 4:#,0.##}</text>\n");
        }

        foreach (var place in places)
        {
            Add(svg, $"<text x=\"{X(place, places):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\" fill=\"#444444\">{place:N0}</text>\n");
        }

        Add(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\" fill=\"#444444\">{across}</text>\n");
        for (var at = 0; at < lines.Count; at++) { AddLine(svg, lines[at], s_colours[at % s_colours.Length], places, most, at); }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AddLine(StringBuilder svg, (string Name, double[] Values) line, string colour, IReadOnlyList<int> places, double most, int at)
    {
        var points = places.Zip(line.Values).Where(point => double.IsFinite(point.Second))
            .Select(point => (X: X(point.First, places), Y: Y(point.Second, most))).ToArray();
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        Add(svg, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
        foreach (var (x, y) in points) { Add(svg, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.5\" fill=\"{colour}\"/>\n"); }

        Add(svg, $"<rect x=\"{Width - Right + 16}\" y=\"{Top + (at * 22)}\" width=\"12\" height=\"12\" fill=\"{colour}\"/>\n");
        Add(svg, $"<text x=\"{Width - Right + 34}\" y=\"{Top + (at * 22) + 11}\" fill=\"#222222\">{line.Name}</text>\n");
    }

    private static double X(int place, IReadOnlyList<int> places) =>
        Left + (Math.Log((double)place / places[0]) / Math.Log((double)places[^1] / places[0]) * (Width - Left - Right));

    private static double Y(double value, double most) => Height - Bottom - (value / most * (Height - Top - Bottom));

    private static double RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 0.001))));
        return Math.Ceiling(value / unit) * unit;
    }

    private static void Add(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
