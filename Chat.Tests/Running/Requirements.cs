using System.Diagnostics.CodeAnalysis;
using Chat.Native.Onnx;
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

    /// <summary>The folder of real models to test with: the variable CHAT_MODELS, or shared/models beside the repository.</summary>
    public static string Models()
    {
        Pictures();
        if (OnnxModel.WhyNot is { } reason) { Missing(reason); }
        var folder = Environment.GetEnvironmentVariable("CHAT_MODELS");
        if (string.IsNullOrEmpty(folder)) { folder = Path.Combine(Repository.Root, "..", "shared", "models"); }
        return File.Exists(Path.Combine(folder, "mobilefacenet.onnx")) || File.Exists(Path.Combine(folder, "face_recognition_sface_2021dec.onnx"))
            ? folder
            : Missing("the weights of real models: set CHAT_MODELS to their folder");
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

    [DoesNotReturn]
    private static string Missing(string what)
    {
        var sentence = $"This test needs what is not here: {what}.";
        if (Environment.GetEnvironmentVariable("CHAT_TEST_REQUIRE") == "all") { Assert.Fail(sentence); }
        Assert.Skip(sentence);
        return sentence;
    }
}
