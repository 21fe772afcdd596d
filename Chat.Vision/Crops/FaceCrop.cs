using System.Numerics;
using Chat.Core.Faces;

namespace Chat.Vision.Crops;

/// <summary>Cuts what a model looks at out of a picture, with the pixels between pixels made from their four neighbours.</summary>
internal static class FaceCrop
{
    public const int Side = 112;
    public const int Area = Side * Side;

    /// <summary>Where eyes, nose and mouth stand in an aligned face of 112 × 112.</summary>
    private static readonly Vector2[] s_places =
    [
        new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f),
    ];

    /// <summary>Moved, turned and scaled so that the five points lie where they should: three planes of 112 × 112, 0 to 255.</summary>
    public static void Align(Pixels picture, FacePoints points, Span<float> planes)
    {
        ReadOnlySpan<Vector2> seen = [points.LeftEye, points.RightEye, points.Nose, points.LeftMouth, points.RightMouth];
        var (scale, turn, shift) = Similarity(seen, s_places);

        // From the crop back to the picture.
        var size = (scale * scale) + (turn * turn);
        var (across, down) = (new Vector2(scale, -turn) / size, new Vector2(turn, scale) / size);
        var origin = -((across * shift.X) + (down * shift.Y));
        Sample(picture, origin, across, down, Side, Side, planes);
    }

    /// <summary>An upright part of the picture squeezed into <paramref name="width"/> × <paramref name="height"/>.</summary>
    public static void Squeeze(Pixels picture, FaceBox part, int width, int height, Span<float> planes)
    {
        var (x, y) = (part.Width / width, part.Height / height);
        var origin = new Vector2(part.X + (x / 2) - 0.5f, part.Y + (y / 2) - 0.5f);
        Sample(picture, origin, new(x, 0), new(0, y), width, height, planes);
    }

    /// <summary>The turn, scale and shift that bring the first points nearest to the second: least squares, closed form.</summary>
    private static (float Scale, float Turn, Vector2 Shift) Similarity(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
    {
        var (fromMiddle, toMiddle) = (Middle(from), Middle(to));
        float along = 0, around = 0, spread = 0;
        for (var at = 0; at < from.Length; at++)
        {
            var (here, there) = (from[at] - fromMiddle, to[at] - toMiddle);
            along += Vector2.Dot(here, there);
            around += (here.X * there.Y) - (here.Y * there.X);
            spread += here.LengthSquared();
        }

        var (scale, turn) = (along / spread, around / spread);
        var moved = new Vector2((scale * fromMiddle.X) - (turn * fromMiddle.Y), (turn * fromMiddle.X) + (scale * fromMiddle.Y));
        return (scale, turn, toMiddle - moved);
    }

    private static Vector2 Middle(ReadOnlySpan<Vector2> points)
    {
        var sum = Vector2.Zero;
        foreach (var point in points) { sum += point; }
        return sum / points.Length;
    }

    private static void Sample(Pixels picture, Vector2 origin, Vector2 across, Vector2 down, int width, int height, Span<float> planes)
    {
        var size = width * height;
        var red = planes[..size];
        var green = planes.Slice(size, size);
        var blue = planes.Slice(2 * size, size);
        var rgb = picture.Rgb;
        var (stride, lastX, lastY) = (picture.Width * 3, picture.Width - 1, picture.Height - 1);
        for (int row = 0, at = 0; row < height; row++)
        {
            var from = origin + (down * row);
            for (var column = 0; column < width; column++, at++, from += across)
            {
                var (left, top) = ((int)MathF.Floor(from.X), (int)MathF.Floor(from.Y));
                if (left < 0 || top < 0 || left >= lastX || top >= lastY)
                {
                    (red[at], green[at], blue[at]) = Edge(picture, left, top, from);
                    continue;
                }

                var (right, bottom) = (from.X - left, from.Y - top);
                var near = (top * stride) + (left * 3);
                var a = rgb.Slice(near, 6);
                var b = rgb.Slice(near + stride, 6);
                red[at] = Mix(Mix(a[0], a[3], right), Mix(b[0], b[3], right), bottom);
                green[at] = Mix(Mix(a[1], a[4], right), Mix(b[1], b[4], right), bottom);
                blue[at] = Mix(Mix(a[2], a[5], right), Mix(b[2], b[5], right), bottom);
            }
        }
    }

    /// <summary>Beyond the picture it is black.</summary>
    private static (float Red, float Green, float Blue) Edge(Pixels picture, int left, int top, Vector2 at)
    {
        var (right, bottom) = (at.X - left, at.Y - top);
        var sum = Vector3.Zero;
        for (var corner = 0; corner < 4; corner++)
        {
            var (x, y) = (left + (corner & 1), top + (corner >> 1));
            if (x < 0 || y < 0 || x >= picture.Width || y >= picture.Height) { continue; }
            var weight = ((corner & 1) is 0 ? 1 - right : right) * (corner < 2 ? 1 - bottom : bottom);
            var from = 3 * ((y * picture.Width) + x);
            sum += weight * new Vector3(picture.Rgb[from], picture.Rgb[from + 1], picture.Rgb[from + 2]);
        }

        return (sum.X, sum.Y, sum.Z);
    }

    private static float Mix(float one, float other, float share) => one + ((other - one) * share);
}

/// <summary>A decoded picture: three bytes a pixel, red first, rows from the top.</summary>
internal readonly ref struct Pixels(ReadOnlySpan<byte> rgb, int width, int height)
{
    public ReadOnlySpan<byte> Rgb { get; } = rgb;

    public int Width { get; } = width;

    public int Height { get; } = height;
}
