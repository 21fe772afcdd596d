using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Measuring;
using Chat.Core.Faces;
using Chat.Native.Onnx;
using Chat.Native.Pictures;

namespace Chat.Bench.Faces;

/// <summary>A JPEG of 640 × 480 with one face through the whole pipeline, beside the bare models in the same runtime, beside OpenCV.</summary>
internal static class VisionBench
{
    private const int Frames = 60;
    private const LookFor Everything = LookFor.Identity | LookFor.Emotions | LookFor.Now;

    public static async Task RunAsync(BenchOptions options, CancellationToken end)
    {
        var picture = Prepare(Path.Combine(options.Media, "emotions", "happy.jpg"));
        using var sight = new BenchSight(options.Models);
        using var bare = new BareModels(sight.Models);
        if (options.Only is "parts") { Parts(sight, bare, picture); return; }
        var watch = sight.Vision.Watch();
        for (var frame = 0; frame < Frames; frame++) { await watch.LookAsync(picture, Everything, end); }

        // In turns, so that whatever else the machine does falls on both.
        var (whole, models) = (new List<double>(), new List<double>());
        for (var round = 0; round < Math.Max(5, options.Rounds); round++)
        {
            models.Add(Time(() => Repeat(bare.Run)));
            var started = Stopwatch.GetTimestamp();
            for (var frame = 0; frame < Frames; frame++) { await watch.LookAsync(picture, Everything, end); }
            whole.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds / Frames);
        }

        var openCv = await OpenCv.FrameMillisecondsAsync(picture, options.Models, end);
        using var busy = new BenchSight(options.Models, Environment.ProcessorCount);
        var cameras = new List<CameraFigures>();
        foreach (var count in (int[])[1, 10, 50]) { cameras.Add(await Cameras.RunAsync(busy.Vision, picture, count, TimeSpan.FromSeconds(10), end)); }

        Pages.Write("vision.md", Page(Numbers.Median(whole), Numbers.Median(models), openCv, cameras));
    }

    private static void Parts(BenchSight sight, BareModels bare, byte[] picture)
    {
        using var analyser = new Chat.Vision.Faces.FaceAnalyser(sight.Models);
        using var decoded = Vips.Decode(picture, 640);
        Chat.Vision.Crops.Pixels Pixels() => new(decoded.Rgb, decoded.Width, decoded.Height);
        var face = analyser.Find(Pixels())[0];
        for (var round = 0; round < 3; round++)
        {
            Console.WriteLine($"bare {Time(() => Repeat(bare.Run)):0.00} decode {Time(() => Repeat(() => { using var d = Vips.Decode(picture, 640); })):0.00} header {Time(() => Repeat(() => Vips.ReadHeader(picture))):0.00} find {Time(() => Repeat(() => analyser.Find(Pixels()))):0.00} identity {Time(() => Repeat(() => analyser.Read(Pixels(), face, LookFor.Identity))):0.00} moods {Time(() => Repeat(() => analyser.Read(Pixels(), face, LookFor.Emotions))):0.00} align {Time(() => Repeat(() => analyser.Read(Pixels(), face, LookFor.Faces))):0.00}");
            bare.Each();
        }
    }

    /// <summary>Milliseconds of one of so many.</summary>
    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / Frames;
    }

    private static void Repeat(Action work)
    {
        for (var frame = 0; frame < Frames; frame++) { work(); }
    }

    private static byte[] Prepare(string file) =>
        Vips.Write(File.ReadAllBytes(file), new(640, 480, PictureFit.Fill), new(PictureFormat.Jpeg, 85), CancellationToken.None).Bytes;

    private static string Page(double whole, double models, double? openCv, List<CameraFigures> cameras)
    {
        var speed = new Table("one core", "ms a frame", "frames a second")
            .Row("Chat: decode, find, align, tell apart, read the mood", Table.Fine(whole), Table.Fine(1000 / whole))
            .Row("its models alone, in the same runtime", Table.Fine(models), Table.Fine(1000 / models))
            .Row("Python with OpenCV, the same detector and recogniser", openCv is { } ms ? Table.Fine(ms) : "not here", openCv is { } other ? Table.Fine(1000 / other) : "");
        var load = new Table("cameras of 5 frames a second", "answered a second", "skipped", "p50 ms", "p99 ms", "memory MB");
        foreach (var one in cameras) { load.Row($"{one.Cameras}", Table.Fine(one.PerSecond), one.SkippedShare, Table.Fine(one.Median), Table.Fine(one.P99), Table.Whole(one.Megabytes)); }

        var faster = openCv is { } theirs ? Table.Verdict(theirs / whole, 1.5, more: true) : "not measured";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Vision

            A JPEG of 640 × 480 with one face. `dotnet run -c Release --project Chat.Bench -- vision` measures again and writes this page.

            {speed}

            Over the bare models: {100 * ((whole / models) - 1):0.0} % ({Table.Verdict(100 * ((whole / models) - 1), 10, more: false)}). Against OpenCV: {(openCv is { } cv ? Table.Fine(cv / whole, " times") : "–")} ({faster}).

            ## Many cameras

            {load}

            Each camera has one frame in work and its newest waiting; what comes meanwhile is skipped, so that nothing grows.

            {Pages.Machine}

            """);
    }
}
