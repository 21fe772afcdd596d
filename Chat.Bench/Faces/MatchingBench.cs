using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Chat.Bench.Measuring;
using Chat.Core.Faces;
using Chat.Core.Faces.Matching;

namespace Chat.Bench.Faces;

/// <summary>A million random templates: how long a search takes, and whether it finds what comparing each in full finds.</summary>
internal static class MatchingBench
{
    private const int Numbers = 128;
    private const int Enrolled = 1_000_000;
    private const int Tries = 10_000;

    /// <summary>Of those tries, so many are made against the full million; the rest on a hundredth of it, since each full one reads half a gigabyte.</summary>
    private const int FullTries = 200;

    public static Task RunAsync(BenchOptions options, CancellationToken end) => Task.Run(
        () =>
        {
            var random = new Random(1);
            using var small = new TemplateIndex();
            var agreed = Agreed(small, Enrolled / 100, Tries, random, end);
            using var index = new TemplateIndex();
            var fullAgreed = Agreed(index, Enrolled, FullTries, random, end);
            var times = Enumerable.Range(0, options.Rounds * 20).Select(_ => Time(() => index.Search(Any(random)))).ToArray();
            Pages.Write("matching.md", Page(times, Floor(options.Rounds), agreed, fullAgreed));
        },
        end);

    private static int Agreed(TemplateIndex index, int count, int tries, Random random, CancellationToken end)
    {
        var (accounts, vectors) = (new Guid[count], new float[count][]);
        for (var at = 0; at < count; at++)
        {
            (accounts[at], vectors[at]) = (Guid.NewGuid(), Any(random));
            index.Replace(accounts[at], [vectors[at]]);
        }

        var agreed = 0;
        for (var attempt = 0; attempt < tries; attempt++)
        {
            end.ThrowIfCancellationRequested();
            var asked = attempt % 2 is 0 ? Any(random) : Near(vectors[random.Next(count)], random);
            var (best, place) = (float.NegativeInfinity, -1);
            for (var at = 0; at < count; at++)
            {
                var likeness = Vectors.Dot(asked, vectors[at]);
                if (likeness > best) { (best, place) = (likeness, at); }
            }

            if (index.Search(asked)?.AccountId == accounts[place]) { agreed++; }
        }

        return agreed;
    }

    /// <summary>Reading as many bytes as the scan reads, and nothing else.</summary>
    private static double Floor(int rounds)
    {
        var bytes = new sbyte[Enrolled * Numbers];
        Array.Fill(bytes, (sbyte)1);
        return Enumerable.Range(0, rounds * 5).Min(_ => Time(() =>
        {
            var (one, two, three, four) = (Vector<sbyte>.Zero, Vector<sbyte>.Zero, Vector<sbyte>.Zero, Vector<sbyte>.Zero);
            for (var at = 0; at < bytes.Length; at += 4 * Vector<sbyte>.Count)
            {
                one += new Vector<sbyte>(bytes, at);
                two += new Vector<sbyte>(bytes, at + Vector<sbyte>.Count);
                three += new Vector<sbyte>(bytes, at + (2 * Vector<sbyte>.Count));
                four += new Vector<sbyte>(bytes, at + (3 * Vector<sbyte>.Count));
            }

            GC.KeepAlive(one + two + three + four);
        }));
    }

    private static string Page(double[] times, double floor, int agreed, int fullAgreed)
    {
        var (median, p99) = (Measuring.Numbers.Median(times), Measuring.Numbers.Percentile(times, 99));
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Matching

            {Enrolled:N0} random templates of 128 numbers, searched on one core. `dotnet run -c Release --project Chat.Bench -- matching` measures
            again and writes this page.

            {new Table("", "ms", "goal").Row("one search, median", Table.Fine(median), Table.Verdict(median, 25, more: false)).Row("one search, 99th of a hundred", Table.Fine(p99), "").Row("reading the same 128 MB and nothing else", Table.Fine(floor), "the floor")}

            The same best match as comparing all in full precision: {agreed:N0} of {Tries:N0} tries among {Enrolled / 100:N0} templates, {fullAgreed:N0} of {FullTries:N0} among
            {Enrolled:N0}. Half of the tries ask for a random vector, half for an enrolled one with noise. It is exact by its making: each template's
            bytes come with the length of what they leave out, so that nothing is passed over that could be the best.

            {Pages.Machine}

            """);
    }

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static float[] Any(Random random)
    {
        var vector = new float[Numbers];
        for (var n = 0; n < Numbers; n++) { vector[n] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5); }
        return Vectors.Normalise(vector);
    }

    private static float[] Near(float[] vector, Random random)
    {
        var near = (float[])vector.Clone();
        for (var n = 0; n < Numbers; n++) { near[n] += (float)(0.1 * (random.NextDouble() - 0.5)); }
        return Vectors.Normalise(near);
    }
}
