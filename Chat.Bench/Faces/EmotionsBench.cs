using System.Globalization;
using Chat.Bench.Measuring;
using Chat.Contracts.Emotions;
using Chat.Core.Faces;

namespace Chat.Bench.Faces;

/// <summary>Labelled faces: a file <c>label.jpg</c>, or a folder for each label.</summary>
internal static class EmotionsBench
{
    private static readonly double[] s_thresholds = [0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9];

    public static async Task RunAsync(BenchOptions options, CancellationToken end)
    {
        var folder = Directory.Exists(Path.Combine(options.Media, "emotions")) ? Path.Combine(options.Media, "emotions") : options.Media;
        using var sight = new BenchSight(options.Models);
        var read = new List<(Emotion Label, float[] Moods)>();
        foreach (var file in Directory.GetFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (LabelOf(file) is not { } label) { continue; }
            var seen = await sight.LookAsync(file, LookFor.Emotions, end);
            if (seen?.Faces.MaxBy(face => face.Box.Width)?.Moods is { } moods) { read.Add((label, moods)); }
        }

        Pages.Write("emotions.md", Page(read));
    }

    private static Emotion? LabelOf(string file)
    {
        var names = (string?[])[Path.GetFileNameWithoutExtension(file), Path.GetFileName(Path.GetDirectoryName(file))];
        foreach (var name in names)
        {
            if (Enum.TryParse<Emotion>(name, ignoreCase: true, out var label)) { return label; }
        }

        return null;
    }

    private static string Page(List<(Emotion Label, float[] Moods)> read)
    {
        var emotions = Enum.GetValues<Emotion>();
        var confusion = new Table(["shown \\ read", .. emotions.Select(emotion => emotion.ToString().ToLowerInvariant())]);
        foreach (var label in emotions.Where(emotion => read.Exists(one => one.Label == emotion)))
        {
            var row = read.Where(one => one.Label == label).ToArray();
            confusion.Row([label.ToString().ToLowerInvariant(), .. emotions.Select(emotion => $"{row.Count(one => Best(one.Moods) == emotion)}")]);
        }

        var coverage = new Table("sure at least", "answered", "of those right");
        foreach (var threshold in s_thresholds)
        {
            var answered = read.Where(one => one.Moods.Max() >= threshold).ToArray();
            coverage.Row(Table.Fine(threshold), $"{answered.Length} of {read.Count}", $"{answered.Count(one => Best(one.Moods) == one.Label)}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            # Emotions

            What is read of {read.Count} faces whose expression is known. Expressions are posed and a guess at best: what somebody shows is not what they feel.
            `dotnet run -c Release --project Chat.Bench -- emotions --media <folder>` measures again (files named by label, or a folder for each)
            and writes this page.

            ## Confusion

            {confusion}

            ## Coverage against accuracy

            {coverage}

            Below **0.55** Chat does not know and says so. No model here knows contempt; it can be said by hand.

            {Pages.Machine}

            """);
    }

    private static Emotion Best(float[] moods) => (Emotion)Array.IndexOf(moods, moods.Max());
}
