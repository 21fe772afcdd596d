using System.Diagnostics.CodeAnalysis;
using Chat.Native.Pictures;

namespace Chat.Tests.Running;

/// <summary>What a test needs beside the code. Missing, it is skipped with a sentence; with CHAT_TEST_REQUIRE=all it fails.</summary>
internal static class Requires
{
    /// <summary>The folder of photos and sound to test with: the variable CHAT_MEDIA, or shared/media beside the repository.</summary>
    public static string Media()
    {
        var folder = Environment.GetEnvironmentVariable("CHAT_MEDIA");
        if (string.IsNullOrEmpty(folder)) { folder = Path.Combine(Repository.Root, "..", "shared", "media"); }
        return Directory.Exists(folder) ? folder : Missing("photos and sound to test with: set CHAT_MEDIA to their folder");
    }

    public static void Pictures()
    {
        if (!Vips.IsAvailable) { Missing(Vips.WhyNot!); }
    }

    /// <summary>The browser: the variable CHAT_CHROMIUM, or <c>chromium</c> on the path.</summary>
    public static string Chromium()
    {
        var named = Environment.GetEnvironmentVariable("CHAT_CHROMIUM");
        if (!string.IsNullOrEmpty(named) && File.Exists(named)) { return named; }
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
            ?? Missing("Chromium: install chromium, or set CHAT_CHROMIUM to where it is");
    }

    [DoesNotReturn]
    private static string Missing(string what)
    {
        var sentence = $"This test needs what is not here: {what}.";
        if (Environment.GetEnvironmentVariable("CHAT_TEST_REQUIRE") == "all") { Assert.Fail(sentence); }
        Assert.Skip(sentence);
        return sentence;
    }
}
