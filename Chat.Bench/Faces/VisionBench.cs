using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Measuring;
using Chat.Core.Faces;
using Chat.Native.Pictures;
using Chat.Vision.Faces;

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
        using var bare = Bare(sight, picture);
        var watch = sight.Vision.Watch();
        for (var frame = 0; frame < Frames; frame++) { await watch.LookAsync(picture, Everything, end); }

        // In turns, so that whatever else the machine does falls on both.
        var (whole, models) = (new List<double>(), new List<double>());
        for (var round = 0; round < Math.Max(5, options.Rounds); round++)
        {
            models.Add(Time(() => Repeat(bare.Run)));
            whole.Add(await FrameAsync(watch, picture, Everything, end));
        }

        var openCv = await OpenCv.MeasureAsync(picture, options.Models, end);
        var asMuch = openCv is null ? 0 : await FrameAsync(watch, picture, openCv.Did | LookFor.Now, end);
        using var busy = new BenchSight(options.Models, Environment.ProcessorCount);
        var cameras = new List<CameraFigures>();
        foreach (var count in (int[])[1, 10, 50]) { cameras.Add(await Cameras.RunAsync(busy.Vision, picture, count, TimeSpan.FromSeconds(10), end)); }

        Pages.Write("vision.md", Page(Numbers.Median(whole), Numbers.Median(models), openCv, asMuch, cameras));
    }

    private static BareModels Bare(BenchSight sight, byte[] picture)
    {
        using var decoded = Vips.Decode(picture, FaceDetector.MaxSide);
        return new(sight.Models, new(decoded.Rgb, decoded.Width, decoded.Height));
    }

    private static async Task<double> FrameAsync(IFaceWatch watch, byte[] picture, LookFor what, CancellationToken end)
    {
        var started = Stopwatch.GetTimestamp();
        for (var frame = 0; frame < Frames; frame++) { await watch.LookAsync(picture, what, end); }
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / Frames;
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

    private static string Page(double whole, double models, OpenCvFigures? openCv, double asMuch, List<CameraFigures> cameras)
    {
        var speed = new Table("one core", "ms a frame", "frames a second")
            .Row("Chat: decode, find, align, tell apart, read the mood", Table.Fine(whole), Table.Fine(1000 / whole))
            .Row("its models alone, in the same runtime", Table.Fine(models), Table.Fine(1000 / models))
            .Row($"Python with OpenCV: {Said(openCv)}", openCv is null ? "not here" : Table.Fine(openCv.Milliseconds), openCv is null ? "" : Table.Fine(1000 / openCv.Milliseconds));
        if (openCv is not null) { speed.Row("Chat, just as much", Table.Fine(asMuch), Table.Fine(1000 / asMuch)); }
        var load = new Table("cameras of 5 frames a second", "answered a second", "skipped", "p50 ms", "p99 ms", "memory MB");
        foreach (var one in cameras) { load.Row($"{one.Cameras}", Table.Fine(one.PerSecond), one.SkippedShare, Table.Fine(one.Median), Table.Fine(one.P99), Table.Whole(one.Megabytes)); }

        var faster = openCv is null ? "not measured" : $"{Table.Fine(openCv.Milliseconds / asMuch, " times")} as fast, {Table.Verdict(openCv.Milliseconds / asMuch, 1.5, more: true)}";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Vision

            A JPEG of 640 × 480 with one face. `dotnet run -c Release --project Chat.Bench -- vision` measures again and writes this page.

            {speed}

            Over the bare models: {100 * ((whole / models) - 1):0.0} % ({Table.Verdict(100 * ((whole / models) - 1), 10, more: false)}). Against OpenCV at just as much (≥ 1.5 times): {faster}.

            ## Many cameras

            {load}

            Each camera has one frame in work and its newest waiting; what comes meanwhile is skipped, so that nothing grows.

            {Pages.Machine}

            """);
    }

    private static string Said(OpenCvFigures? openCv) => openCv is null ? "the same" : string.Concat(
        "decode, find", openCv.WithOwnDetector ? " by its own cascade, as it does not run the detector" : "",
        openCv.Did.HasFlag(LookFor.Identity) ? ", align, tell apart" : "", openCv.Did.HasFlag(LookFor.Emotions) ? ", read the mood" : "",
        openCv.Did is LookFor.Faces ? "; it runs none of the other models" : "");
}
