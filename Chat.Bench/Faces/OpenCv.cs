using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Measuring;

namespace Chat.Bench.Faces;

/// <summary>The same work by Python with OpenCV, where it is installed (Debian: python3-opencv).</summary>
internal static class OpenCv
{
    private const string SystemPython = "/usr/bin/python3";

    public static async Task<double?> FrameMillisecondsAsync(byte[] picture, string models, CancellationToken end)
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
            return double.TryParse(said.Trim(), CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;
        }
        catch (System.ComponentModel.Win32Exception) { return null; }
        finally { File.Delete(file); }
    }
}
