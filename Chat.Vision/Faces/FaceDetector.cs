using System.Numerics;
using Chat.Core.Faces;
using Chat.Native.Onnx;
using Chat.Vision.Crops;

namespace Chat.Vision.Faces;

/// <summary>YuNet: for each cell of three grids, how likely a face is there, its box and its five points.</summary>
/// <remarks>Outputs and their meaning: the OpenCV Zoo's face_detection_yunet.</remarks>
internal sealed class FaceDetector(OnnxModel model) : IDisposable
{
    public const int MaxSide = 640;

    /// <summary>Below it the model takes patterns for faces.</summary>
    private const float Likely = 0.6f;

    /// <summary>Two boxes that share more are of one face.</summary>
    private const float SameFace = 0.3f;

    /// <summary>More than a frame of a camera can hold; the likeliest stay.</summary>
    private const int MaxFaces = 64;

    private static readonly int[] s_strides = [8, 16, 32];

    // Of a model whose size is free: the smallest of these that holds the picture.
    private static readonly (int Width, int Height)[] s_sizes = [(320, 256), (640, 384), (384, 640), (640, 480), (480, 640), (640, 640)];

    private readonly Dictionary<(int Width, int Height), OnnxCall> _calls = [];

    /// <summary>The likeliest first.</summary>
    public IReadOnlyList<FoundFace> Find(Pixels picture)
    {
        var size = SizeFor(picture);
        var call = CallFor(size);
        Fill(call.Input(), picture, size.Width, size.Height);
        call.Run();
        return Distinct(Read(call, size.Width, size.Height));
    }

    public void Dispose()
    {
        foreach (var call in _calls.Values) { call.Dispose(); }
    }

    private (int Width, int Height) SizeFor(Pixels picture)
    {
        if (model.Inputs[0].Shape is [_, _, > 0 and var height, > 0 and var width]) { return ((int)width, (int)height); }
        foreach (var size in s_sizes)
        {
            if (picture.Width <= size.Width && picture.Height <= size.Height) { return size; }
        }

        return s_sizes[^1];
    }

    private OnnxCall CallFor((int Width, int Height) size)
    {
        if (_calls.TryGetValue(size, out var known)) { return known; }
        long[][] outputs = [.. model.Outputs.Select(port => (long[])[1, CellsOf(port.Name, size), WidthOf(port.Name)])];
        return _calls[size] = new(model, [[1, 3, size.Height, size.Width]], outputs);
    }

    private static long CellsOf(string name, (int Width, int Height) size)
    {
        var stride = s_strides.FirstOrDefault(stride => name.EndsWith($"_{stride}", StringComparison.Ordinal));
        if (stride is 0) { throw new OnnxException($"a face detector has no output {name}"); }
        return (size.Width / stride) * (size.Height / stride);
    }

    private static int WidthOf(string name) =>
        name.StartsWith("bbox", StringComparison.Ordinal) ? 4 : name.StartsWith("kps", StringComparison.Ordinal) ? 10 : 1;

    /// <summary>Into the upper left corner, blue first; the rest stays as it was made, black, where the picture is smaller.</summary>
    private static void Fill(Span<float> input, Pixels picture, int width, int height)
    {
        var (columns, rows, size) = (Math.Min(width, picture.Width), Math.Min(height, picture.Height), width * height);
        if (columns < width || rows < height) { input.Clear(); }
        for (var row = 0; row < rows; row++)
        {
            var line = picture.Rgb.Slice(3 * row * picture.Width, 3 * columns);
            var at = row * width;
            Planes.Split(line, input[((2 * size) + at)..], input[(size + at)..], input[at..]);
        }
    }

    private List<FoundFace> Read(OnnxCall call, int width, int height)
    {
        var found = new List<FoundFace>();
        foreach (var stride in s_strides)
        {
            var scores = call.Output(Place("cls", stride));
            var things = call.Output(Place("obj", stride));
            var boxes = call.Output(Place("bbox", stride));
            var points = call.Output(Place("kps", stride));
            var columns = width / stride;
            for (var cell = 0; cell < columns * (height / stride); cell++)
            {
                var product = scores[cell] * things[cell];
                if (!(product > Likely * Likely)) { continue; }
                var corner = new Vector2(cell % columns, cell / columns);
                found.Add(Face(MathF.Sqrt(product), corner, stride, boxes.Slice(4 * cell, 4), points.Slice(10 * cell, 10)));
            }
        }

        return found;
    }

    private int Place(string kind, int stride)
    {
        var name = $"{kind}_{stride}";
        for (var at = 0; at < model.Outputs.Count; at++)
        {
            if (model.Outputs[at].Name == name) { return at; }
        }

        throw new OnnxException($"the face detector has no output {name}");
    }

    private static FoundFace Face(float score, Vector2 corner, int stride, ReadOnlySpan<float> box, ReadOnlySpan<float> points)
    {
        var middle = (corner + new Vector2(box[0], box[1])) * stride;
        var (width, height) = (MathF.Exp(box[2]) * stride, MathF.Exp(box[3]) * stride);
        Vector2 Point(ReadOnlySpan<float> all, int at) => (corner + new Vector2(all[2 * at], all[(2 * at) + 1])) * stride;
        return new(
            score, new(middle.X - (width / 2), middle.Y - (height / 2), width, height),
            new(Point(points, 0), Point(points, 1), Point(points, 2), Point(points, 3), Point(points, 4)));
    }

    private static List<FoundFace> Distinct(List<FoundFace> found)
    {
        found.Sort((one, other) => other.Score.CompareTo(one.Score));
        var kept = new List<FoundFace>();
        foreach (var face in found)
        {
            if (kept.Count < MaxFaces && float.IsFinite(face.Box.Width * face.Box.Height) && !kept.Exists(other => other.Box.Overlap(face.Box) > SameFace)) { kept.Add(face); }
        }

        return kept;
    }
}

/// <summary>In pixels of the picture that was looked at.</summary>
internal sealed record FoundFace(float Score, FaceBox Box, FacePoints Points);
