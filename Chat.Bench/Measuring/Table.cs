using System.Globalization;
using System.Text;

namespace Chat.Bench.Measuring;

/// <summary>A table as Markdown writes it.</summary>
internal sealed class Table
{
    private readonly StringBuilder _text = new();

    public Table(params string[] heads)
    {
        Row(heads);
        Row([.. heads.Select(_ => "---")]);
    }

    public Table Row(params string[] cells)
    {
        _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        return this;
    }

    public static string Whole(double value) => double.IsNaN(value) ? "–" : value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Fine(double value, string unit = "") =>
        double.IsNaN(value) ? "–" : value.ToString("0.00", CultureInfo.InvariantCulture) + unit;

    /// <summary>Against a goal, and whether it was met.</summary>
    public static string Verdict(double value, double goal, bool more) => double.IsNaN(value) ? "not measured"
        : string.Create(CultureInfo.InvariantCulture, $"{(more ? "≥" : "≤")} {goal:0.##}: {((more ? value >= goal : value <= goal) ? "met" : "**missed**")}");

    public override string ToString() => _text.ToString().TrimEnd();
}
