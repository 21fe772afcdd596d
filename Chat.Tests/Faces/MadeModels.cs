using System.Security.Cryptography;
using Chat.Core.Models;
using Chat.Tests.Models;
using Chat.Tests.Pictures;

namespace Chat.Tests.Faces;

/// <summary>Small models in the shapes of the real ones: the detector always sees one face in the middle, and the rest say what they were made to say.</summary>
internal static class MadeModels
{
    private const int Side = 640;
    private static readonly int[] s_strides = [8, 16, 32];
    private static readonly Lazy<byte[]> s_picture =
        new(() => MadePictures.Jpeg(PngMaker.Draw(640, 480, (x, y) => ((byte)(x / 3), (byte)(y / 2), (byte)((x * y) % 200)))));

    /// <summary>Whatever it shows, there is a face in it.</summary>
    public static byte[] Picture => s_picture.Value;

    /// <summary>Writes them to the folder and answers the catalogue that names them.</summary>
    public static ModelCatalogue Write(string folder)
    {
        ModelEntry[] entries =
        [
            Save(folder, VisionModels.Detector, "detector.onnx", Detector()),
            Save(folder, VisionModels.MobileFaceNet, "recogniser.onnx", Recogniser()),
            Save(folder, VisionModels.Expressions, "expressions.onnx", Expressions()),
        ];
        return new(entries);
    }

    /// <summary>One cell of the coarse grid says that a face of 200 × 240 stands around the middle; everything depends on the input, by nothing.</summary>
    private static byte[] Detector()
    {
        var model = new OnnxMaker().Input("input", 1, 3, Side, Side)
            .Constant("nothing", [0], 1)
            .Node("ReduceMean", ["input"], ["mean"], ("axes", [1, 2, 3]), ("keepdims", [0]))
            .Node("Mul", ["mean", "nothing"], ["zero"]);
        foreach (var stride in s_strides)
        {
            var cells = Side / stride * (Side / stride);
            foreach (var (kind, width) in ((string, int)[])[("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)])
            {
                model.Constant($"{kind}{stride}", stride is 32 ? Face(kind, width, cells) : new float[cells * width], 1, cells, width)
                    .Node("Add", [$"{kind}{stride}", "zero"], [$"{kind}_{stride}"])
                    .Output($"{kind}_{stride}", 1, cells, width);
            }
        }

        return model.ToBytes();
    }

    private static float[] Face(string kind, int width, int cells)
    {
        // Row 7, column 10 of the grid of 32: the corner at (320, 224).
        var (numbers, at) = (new float[cells * width], ((7 * 20) + 10) * width);
        float[] face = kind switch
        {
            "cls" or "obj" => [0.95f],
            "bbox" => [0, 0.5f, MathF.Log(200 / 32f), MathF.Log(240 / 32f)],
            _ => [-1.25f, -1, 1.25f, -1, 0, 0.6f, -1, 2, 1, 2],
        };
        face.CopyTo(numbers, at);
        return numbers;
    }

    /// <summary>The means of 128 pieces of the picture: pictures of other patterns have other vectors.</summary>
    private static byte[] Recogniser() => new OnnxMaker().Input("input0", 1, 3, 112, 112).Output("output0", 1, 128)
        .Whole("shape", 1, 128, 294)
        .Node("Reshape", ["input0", "shape"], ["pieces"])
        .Node("ReduceMean", ["pieces"], ["output0"], ("axes", [2]), ("keepdims", [0]))
        .ToBytes();

    /// <summary>Always happy, and a little surprised.</summary>
    private static byte[] Expressions() => new OnnxMaker().Input("data", 1, 3, 112, 112).Output("label", 1, 7)
        .Constant("nothing", [0], 1)
        .Constant("scores", [0, 0, 0, 5, 0, 0, 2], 1, 7)
        .Node("ReduceMean", ["data"], ["mean"], ("axes", [1, 2, 3]), ("keepdims", [0]))
        .Node("Mul", ["mean", "nothing"], ["zero"])
        .Node("Add", ["scores", "zero"], ["label"])
        .ToBytes();

    private static ModelEntry Save(string folder, string name, string file, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(folder, file), bytes);
        return new()
        {
            Name = name, File = file, Bytes = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Licence = "made", For = "tests", IsUsual = true,
        };
    }
}
