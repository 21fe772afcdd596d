using System.Globalization;
using Chat.Bench.Measuring;
using Chat.Core.Faces;

namespace Chat.Bench.Faces;

/// <summary>All pairs of a folder of people, one folder a person, as LFW and shared/media/faces have them.</summary>
internal static class FacesBench
{
    private static readonly double[] s_thresholds = [0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70];

    public static async Task RunAsync(BenchOptions options, CancellationToken end)
    {
        var folder = Directory.Exists(Path.Combine(options.Media, "faces")) ? Path.Combine(options.Media, "faces") : options.Media;
        using var sight = new BenchSight(options.Models);
        var (people, passed) = (new List<(string Name, float[] Vector)>(), 0);
        foreach (var person in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.GetFiles(person, "*.jpg").Order(StringComparer.Ordinal))
            {
                var seen = await sight.LookAsync(file, LookFor.Identity, end);
                if (seen?.Faces.MaxBy(face => face.Box.Width)?.Embedding is { } vector) { people.Add((person, vector)); } else { passed++; }
            }
        }

        var (same, others) = (new List<double>(), new List<double>());
        for (var one = 0; one < people.Count; one++)
        {
            for (var other = one + 1; other < people.Count; other++)
            {
                (people[one].Name == people[other].Name ? same : others).Add(Vectors.Dot(people[one].Vector, people[other].Vector));
            }
        }

        Pages.Write("faces.md", Page(sight.Vision, people.Count, people.Select(one => one.Name).Distinct().Count(), passed, same, others));
    }

    private static string Page(IFaceVision vision, int photos, int people, int passed, List<double> same, List<double> others)
    {
        var table = new Table("threshold", "false matches", "95 % at most", "false non-matches", "95 % at most");
        foreach (var threshold in s_thresholds)
        {
            var (wrong, missed) = (others.Count(likeness => likeness >= threshold), same.Count(likeness => likeness < threshold));
            table.Row(
                Table.Fine(threshold), $"{wrong} of {others.Count}", Percent(Bound(wrong, others.Count)), $"{missed} of {same.Count}", Percent(Bound(missed, same.Count)));
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            # Faces

            How alike the vectors of two photos are, over all pairs of {photos} photos of {people} people ({passed} photos without a face).
            `dotnet run -c Release --project Chat.Bench -- faces --media <folder>` measures again, on LFW or any folder with a folder for each
            person, and writes this page. Model: `{vision.TemplateModel}`.

            {table}

            One person's photos were {same.DefaultIfEmpty(double.NaN).Min():0.00} to {same.DefaultIfEmpty(double.NaN).Max():0.00} alike, strangers' {others.DefaultIfEmpty(double.NaN).Min():0.00} to {others.DefaultIfEmpty(double.NaN).Max():0.00}. The bounds are Clopper and Pearson's,
            one-sided: with no error in n pairs, 3/n. So few photos bound nothing better than that; who wants better figures runs this on LFW.

            In use: **{vision.Likeness.SamePerson:0.00}**. It lies in the middle of the gap between strangers and one person, nearer to the latter, since a false match
            lets somebody in and a false non-match costs a second try. `Chat:Faces:SamePerson` changes it. A false match rate of
            {vision.Likeness.FalseMatchRate:0.0e+0} is assumed for the arithmetic of `open` mode; these photos cannot prove so small a number.

            {Pages.Machine}

            """);
    }

    /// <summary>The greatest rate that would still give so few errors once in twenty times.</summary>
    private static double Bound(int errors, int tries)
    {
        if (tries is 0) { return double.NaN; }
        var (low, high) = ((double)errors / tries, 1.0);
        for (var step = 0; step < 60 && errors < tries; step++)
        {
            var rate = (low + high) / 2;
            if (AtMost(errors, tries, rate) > 0.05) { low = rate; } else { high = rate; }
        }

        return high;
    }

    private static double AtMost(int errors, int tries, double rate)
    {
        double sum = 0, term = tries * Math.Log(1 - rate);
        for (var k = 0; k <= errors; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(tries - k) / (k + 1)) + Math.Log(rate / (1 - rate));
        }

        return sum;
    }

    private static string Percent(double share) => double.IsNaN(share) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
