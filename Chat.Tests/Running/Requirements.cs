using System.Diagnostics.CodeAnalysis;
using Chat.Native.Onnx;
using Chat.Native.Pictures;

namespace Chat.Tests.Running;

/// <summary>
/// What a test needs beside the code. Missing, it is skipped with a sentence. With CHAT_TEST_REQUIRE=all it fails where a build could have
/// brought it; photos and weights no build brings, so they are only demanded of a folder that somebody named.
/// </summary>
internal static class Requires
{
    private const string MediaFolder = "CHAT_MEDIA", ModelFolder = "CHAT_MODELS";

    /// <summary>The folder of photos and sound to test with: the variable CHAT_MEDIA, or shared/media beside the repository.</summary>
    public static string Media() => Given(MediaFolder, "media", "photos and sound to test with", Directory.Exists);

    /// <summary>The folder of real models to test with: the variable CHAT_MODELS, or shared/models beside the repository.</summary>
    public static string Models()
    {
        Pictures();
        Onnx();
        return Given(
            ModelFolder, "models", "the weights of real models",
            folder => File.Exists(Path.Combine(folder, "mobilefacenet.onnx")) || File.Exists(Path.Combine(folder, "face_recognition_sface_2021dec.onnx")));
    }

    /// <summary>The library that runs models; tests make small ones themselves.</summary>
    public static void Onnx()
    {
        if (OnnxModel.WhyNot is { } reason) { Missing(reason); }
    }

    public static void Pictures()
    {
        if (!Vips.IsAvailable) { Missing(Vips.WhyNot!); }
    }

    private static string Given(string variable, string name, string what, Predicate<string> isThere)
    {
        var named = Environment.GetEnvironmentVariable(variable);
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Repository.Root, "..", "shared", name) : named;
        if (isThere(folder)) { return folder; }
        if (!string.IsNullOrEmpty(named)) { Missing($"{what}, which are not in the folder that {variable} names"); }
        Assert.Skip($"This test needs what is not here: {what}. Set {variable} to their folder.");
        return folder;
    }

    /// <summary>The browser: the variable CHAT_CHROMIUM, or <c>chromium</c> on the path.</summary>
    public static string Chromium()
    {
        var named = Environment.GetEnvironmentVariable("CHAT_CHROMIUM");
        if (!string.IsNullOrEmpty(named) && File.Exists(named)) { return named; }
        return OnPath("chromium") ?? Missing("Chromium: install chromium, or set CHAT_CHROMIUM to where it is");
    }

    /// <summary>A program that readers of the documentation are told to call.</summary>
    public static void Program(string name)
    {
        if (OnPath(name) is null) { Missing($"the program {name}"); }
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [DoesNotReturn]
    private static string Missing(string what)
    {
        var sentence = $"This test needs what is not here: {what}.";
        if (Environment.GetEnvironmentVariable("CHAT_TEST_REQUIRE") == "all") { Assert.Fail(sentence); }
        Assert.Skip(sentence);
        return sentence;
    }
}
