using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Measuring;
using Chat.Core.Faces;

namespace Chat.Bench.Faces;

/// <summary>So many cameras of five frames a second, each with one frame in work and its newest waiting.</summary>
internal static class Cameras
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    public static async Task<CameraFigures> RunAsync(IFaceVision vision, byte[] picture, int count, TimeSpan duration, CancellationToken end)
    {
        var (latencies, sent) = (new ConcurrentBag<double>(), 0);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(end);
        over.CancelAfter(duration);
        await Task.WhenAll(Enumerable.Range(0, count).Select(async camera =>
        {
            // Not all at the same moment.
            await Task.Delay(Period * camera / count, end);
            var watch = vision.Watch();
            var begun = Stopwatch.GetTimestamp();
            var last = -1;
            while (!over.IsCancellationRequested)
            {
                var newest = (int)(Stopwatch.GetElapsedTime(begun) / Period);
                if (newest == last)
                {
                    await Task.Delay((Period * (last + 1)) - Stopwatch.GetElapsedTime(begun) is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero, end);
                    continue;
                }

                Interlocked.Add(ref sent, newest - last);
                last = newest;
                await watch.LookAsync(picture, LookFor.Identity | LookFor.Emotions | LookFor.Liveness, end);
                latencies.Add((Stopwatch.GetElapsedTime(begun) - (Period * newest)).TotalMilliseconds);
            }
        }));
        double[] all = [.. latencies];
        var share = string.Create(CultureInfo.InvariantCulture, $"{100.0 * Math.Max(0, sent - all.Length) / Math.Max(1, sent):0} %");
        return new(count, all.Length / duration.TotalSeconds, share, Numbers.Percentile(all, 50), Numbers.Percentile(all, 99), Environment.WorkingSet / 1e6);
    }
}

internal sealed record CameraFigures(int Cameras, double PerSecond, string SkippedShare, double Median, double P99, double Megabytes);
