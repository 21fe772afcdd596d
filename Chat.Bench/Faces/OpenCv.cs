using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Measuring;
using Chat.Core.Faces;

namespace Chat.Bench.Faces;

/// <param name="Milliseconds">Of one frame.</param>
/// <param name="Did">Which of the steps it knows the models for.</param>
internal sealed record OpenCvFigures(double Milliseconds, LookFor Did, bool WithOwnDetector);

/// <summary>The same work by Python with OpenCV, where it is installed (Debian: python3-opencv, opencv-data).</summary>
internal static class OpenCv
{
    private const string SystemPython = "/usr/bin/python3";

    public static async Task<OpenCvFigures?> MeasureAsync(byte[] picture, string models, CancellationToken end)
    {
        var file = Path.Combine(Path.GetTempPath(), $"chat-bench-{Guid.NewGuid():N}.jpg");
        await File.WriteAllBytesAsync(file, picture, end);
        try
        {
            // Debian's package is for Debian's Python, whatever else stands first on the path.
            var start = new ProcessStartInfo(File.Exists(SystemPython) ? SystemPython : "python3") { UseShellExecute = false, RedirectStandardOutput = true };
            foreach (var argument in (string[])[Path.Combine(Pages.Repository, "Chat.Bench", "peers", "opencv_faces.py"), file, models]) { start.ArgumentList.Add(argument); }
            using var python = Process.Start(start)!;
            var said = await python.StandardOutput.ReadToEndAsync(end);
            await python.WaitForExitAsync(end);
            var words = said.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words is [] || !double.TryParse(words[0], CultureInfo.InvariantCulture, out var milliseconds)) { return null; }
            var did = (words.Contains("identity") ? LookFor.Identity : LookFor.Faces) | (words.Contains("moods") ? LookFor.Emotions : LookFor.Faces);
            return new(milliseconds, did, words.Contains("cascade"));
        }
        catch (System.ComponentModel.Win32Exception) { return null; }
        finally { File.Delete(file); }
    }
}
