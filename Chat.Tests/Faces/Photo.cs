using System.Numerics;
using Chat.Core.Faces;
using Chat.Native.Pictures;
using Chat.Tests.Pictures;

namespace Chat.Tests.Faces;

/// <summary>A photo that is moved as a hand would, or a head in it that is turned as a person would, and filmed by a camera with some noise.</summary>
internal sealed class Photo
{
    private const int Side = 640;
    private readonly PicturePixels _pixels;
    private readonly FacePoints _points;
    private readonly Random _noise = new(1);

    private Photo(PicturePixels pixels, FacePoints points) => (_pixels, _points) = (pixels, points);

    public static async Task<Photo> ReadAsync(string file, Sight sight)
    {
        var pixels = Vips.ReadPixels(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), Side);
        var seen = await sight.LookAsync(Write(pixels.Rgb, pixels.Width, pixels.Height), LookFor.Faces);
        return new(pixels, seen.Faces.MaxBy(face => face.Box.Width)!.Points);
    }

    /// <summary>The same view a moment later.</summary>
    public byte[] Straight() => Film(at => at);

    /// <summary>The head as a rounded thing with a nose, turned by so many degrees: positive towards the picture's right.</summary>
    public byte[] Turned(float degrees)
    {
        var eyes = Vector2.Distance(_points.LeftEye, _points.RightEye);
        var middle = (_points.LeftEye + _points.RightEye + _points.LeftMouth + _points.RightMouth) / 4;
        var (sine, cosine) = MathF.SinCos(degrees * MathF.PI / 180);
        return Film(at =>
        {
            // The depth is that of the place it came from, which is found by trying again with what was found.
            var from = at;
            for (var round = 0; round < 12; round++) { from = at with { X = middle.X + ((at.X - middle.X - (Depth(from, middle, eyes) * sine)) / Narrowed(from, middle, eyes, cosine)) }; }

            return from;
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

    private float Depth(Vector2 at, Vector2 middle, float eyes)
    {
        var round = 1.1f * eyes * MathF.Exp(-Square((at.X - middle.X) / (1.1f * eyes)) - Square((at.Y - middle.Y) / (1.6f * eyes)));
        var nose = 0.75f * eyes * MathF.Exp(-Square((at.X - _points.Nose.X) / (0.28f * eyes)) - Square((at.Y - _points.Nose.Y) / (0.35f * eyes)));
        return round + nose;
    }

    /// <summary>What lies behind the head stays as it is.</summary>
    private static float Narrowed(Vector2 at, Vector2 middle, float eyes, float cosine) =>
        1 - ((1 - cosine) * MathF.Exp(-Square((at.X - middle.X) / (1.3f * eyes)) - Square((at.Y - middle.Y) / (1.8f * eyes))));

    private static float Square(float number) => number * number;

    private byte[] Film(Func<Vector2, Vector2> from)
    {
        var rgb = new byte[_pixels.Rgb.Length];
        for (var y = 0; y < _pixels.Height; y++)
        {
            for (var x = 0; x < _pixels.Width; x++)
            {
                var source = from(new(x, y));
                for (var colour = 0; colour < 3; colour++)
                {
                    rgb[(3 * ((y * _pixels.Width) + x)) + colour] = (byte)Math.Clamp(At(source, colour) + _noise.Next(-3, 4), 0, 255);
                }
            }
        }

        return Write(rgb, _pixels.Width, _pixels.Height);
    }

    private float At(Vector2 point, int colour)
    {
        var (left, top) = ((int)MathF.Floor(point.X), (int)MathF.Floor(point.Y));
        if (left < 0 || top < 0 || left >= _pixels.Width - 1 || top >= _pixels.Height - 1) { return 90; }
        var (x, y) = (point.X - left, point.Y - top);
        float Pixel(int column, int row) => _pixels.Rgb[(3 * ((row * _pixels.Width) + column)) + colour];
        return (((Pixel(left, top) * (1 - x)) + (Pixel(left + 1, top) * x)) * (1 - y)) + (((Pixel(left, top + 1) * (1 - x)) + (Pixel(left + 1, top + 1) * x)) * y);
    }

    private static byte[] Write(byte[] rgb, int width, int height) => MadePictures.Jpeg(PngMaker.Draw(width, height, (x, y) =>
    {
        var at = 3 * ((y * width) + x);
        return (rgb[at], rgb[at + 1], rgb[at + 2]);
    }));
}
