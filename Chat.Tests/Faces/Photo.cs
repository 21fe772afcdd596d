using System.Numerics;
using Chat.Core.Faces;
using Chat.Native.Pictures;
using Chat.Tests.Pictures;

namespace Chat.Tests.Faces;

/// <summary>A photo that is moved as a hand would, or a head in it that is turned as a person would, and filmed by a camera with some noise.</summary>
internal sealed class Photo
{
    private const int Side = 640;
    private const int Steps = 48;
    private readonly PicturePixels _pixels;
    private readonly FacePoints _points;
    private readonly Vector2 _middle;
    private readonly float _eyes;
    private readonly float[] _depths;
    private readonly float _deepest;
    private int _frames;

    private Photo(PicturePixels pixels, FacePoints points)
    {
        (_pixels, _points) = (pixels, points);
        _eyes = Vector2.Distance(points.LeftEye, points.RightEye);
        _middle = (points.LeftEye + points.RightEye + points.LeftMouth + points.RightMouth) / 4;
        _depths = new float[pixels.Width * pixels.Height];
        for (var pixel = 0; pixel < _depths.Length; pixel++) { _depths[pixel] = Depth(new(pixel % _pixels.Width, pixel / _pixels.Width)); }
        _deepest = _depths.Max();
    }

    public static async Task<Photo> ReadAsync(string file, Sight sight)
    {
        var pixels = Vips.ReadPixels(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), Side);
        var seen = await sight.LookAsync(Write(pixels.Rgb, pixels.Width, pixels.Height), LookFor.Faces);
        var face = seen.Faces.MaxBy(face => face.Box.Width)!;
        return Around(pixels, face.Box, face.Points);
    }

    /// <summary>What stands far from the head would only take time to film.</summary>
    private static Photo Around(PicturePixels whole, FaceBox face, FacePoints points)
    {
        var side = 2.4f * MathF.Max(face.Width, face.Height);
        var (left, top) = ((int)MathF.Max(0, face.X + ((face.Width - side) / 2)), (int)MathF.Max(0, face.Y + ((face.Height - side) / 2)));
        var (width, height) = ((int)MathF.Min(side, whole.Width - left), (int)MathF.Min(side, whole.Height - top));
        var rgb = new byte[3 * width * height];
        for (var row = 0; row < height; row++) { whole.Rgb.AsSpan(3 * (((top + row) * whole.Width) + left), 3 * width).CopyTo(rgb.AsSpan(3 * row * width)); }
        var corner = new Vector2(left, top);
        return new(
            new(rgb, width, height),
            new(points.LeftEye - corner, points.RightEye - corner, points.Nose - corner, points.LeftMouth - corner, points.RightMouth - corner));
    }

    /// <summary>The same view a moment later.</summary>
    public byte[] Straight() => Film(at => at);

    /// <summary>The head as a rounded thing with a nose, turned by so many degrees: positive towards the picture's right.</summary>
    public byte[] Turned(float degrees)
    {
        var (sine, cosine) = MathF.SinCos(degrees * MathF.PI / 180);
        var step = _deepest / Steps;
        return Film(at =>
        {
            // From the nearest point of the ray to the farthest: what it meets first hides what lies behind.
            var (away, narrowed) = (at.X - _middle.X, Narrowed(at, cosine));
            for (var depth = _deepest; depth > step; depth -= step)
            {
                var x = _middle.X + ((away - (depth * sine)) / narrowed);
                if (DepthAt(x, at.Y) >= depth) { return at with { X = x }; }
            }

            return at with { X = _middle.X + (away / narrowed) };
        });
    }

    /// <summary>The flat photo turned about its upright, tilted and rolled, in degrees.</summary>
    public byte[] Held(float turn, float tilt, float roll, float scale = 1)
    {
        const float degree = MathF.PI / 180;
        var turned = Matrix4x4.CreateRotationY(turn * degree) * Matrix4x4.CreateRotationX(tilt * degree) * Matrix4x4.CreateRotationZ(roll * degree);
        var middle = new Vector2(_pixels.Width / 2f, _pixels.Height / 2f);
        var distance = 2.5f * _pixels.Width;
        Matrix4x4.Invert(turned, out var back);

        // The ray through the pixel, cut with the photo's plane.
        return Film(at =>
        {
            var ray = new Vector3((at - middle) / scale, distance);
            var (from, along) = (Vector3.Transform(new(0, 0, -distance), back), Vector3.TransformNormal(ray, back));
            var hit = from - (along * (from.Z / along.Z));
            return middle + new Vector2(hit.X, hit.Y);
        });
    }

    /// <summary>Many of the same, side by side.</summary>
    public byte[] Tiled(int columns, int rows, int side)
    {
        var (width, height) = (columns * side, rows * side);
        var rgb = new byte[3 * width * height];
        var scale = Math.Min(_pixels.Width, _pixels.Height) / (float)side;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) { Mix(new(x % side * scale, y % side * scale), rgb.AsSpan(3 * ((y * width) + x), 3)); }
        }

        return Write(rgb, width, height);
    }

    private float DepthAt(float x, float y) =>
        x >= 0 && x < _pixels.Width && y >= 0 && y < _pixels.Height ? _depths[((int)y * _pixels.Width) + (int)x] : 0;

    private float Depth(Vector2 at)
    {
        var round = 1.4f * _eyes * MathF.Exp(-Square((at.X - _middle.X) / (1.1f * _eyes)) - Square((at.Y - _middle.Y) / (1.6f * _eyes)));
        var nose = 0.6f * _eyes * MathF.Exp(-Square((at.X - _points.Nose.X) / (0.35f * _eyes)) - Square((at.Y - _points.Nose.Y) / (0.4f * _eyes)));
        return round + nose;
    }

    /// <summary>What lies behind the head stays as it is.</summary>
    private float Narrowed(Vector2 at, float cosine) =>
        1 - ((1 - cosine) * MathF.Exp(-Square((at.X - _middle.X) / (1.3f * _eyes)) - Square((at.Y - _middle.Y) / (1.8f * _eyes))));

    private static float Square(float number) => number * number;

    private byte[] Film(Func<Vector2, Vector2> from)
    {
        var (rgb, noise) = (new byte[_pixels.Rgb.Length], new Random(Interlocked.Increment(ref _frames)));
        for (var y = 0; y < _pixels.Height; y++)
        {
            for (var x = 0; x < _pixels.Width; x++)
            {
                var (grain, pixel) = (noise.Next(), 3 * ((y * _pixels.Width) + x));
                Mix(from(new(x, y)), rgb.AsSpan(pixel, 3));
                for (var colour = pixel; colour < pixel + 3; colour++, grain >>= 8) { rgb[colour] = (byte)Math.Clamp(rgb[colour] + (grain & 7) - 3, 0, 255); }
            }
        }

        return Write(rgb, _pixels.Width, _pixels.Height);
    }

    /// <summary>Of the four pixels around the point.</summary>
    private void Mix(Vector2 point, Span<byte> into)
    {
        var (left, top, rgb, row) = ((int)MathF.Floor(point.X), (int)MathF.Floor(point.Y), _pixels.Rgb, 3 * _pixels.Width);
        if (left < 0 || top < 0 || left >= _pixels.Width - 1 || top >= _pixels.Height - 1)
        {
            into.Fill(90);
            return;
        }

        var (x, y, at) = (point.X - left, point.Y - top, (top * row) + (3 * left));
        for (var colour = 0; colour < 3; colour++, at++)
        {
            var above = rgb[at] + (x * (rgb[at + 3] - rgb[at]));
            var below = rgb[at + row] + (x * (rgb[at + row + 3] - rgb[at + row]));
            into[colour] = (byte)(above + (y * (below - above)));
        }
    }

    private static byte[] Write(byte[] rgb, int width, int height) => MadePictures.Jpeg(PngMaker.Of(rgb, width, height));
}
