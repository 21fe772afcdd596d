using System.Numerics;

namespace Chat.Core.Faces;

/// <summary>
/// How far a head is turned, from where the nose stands between eyes and mouth. The nose is measured in the slanted frame that eyes
/// and mouth span, which every shift, turn, tilt and stretch of a flat picture carries along: only a nose that stands out moves in it.
/// </summary>
/// <param name="Turn">0 when the nose stands in the middle; 0.5 when it is over an eye. Positive towards the picture's right, the person's left.</param>
/// <param name="Nod">Of the way from the eyes to the mouth.</param>
internal readonly record struct HeadPose(float Turn, float Nod)
{
    public static HeadPose Of(FacePoints points)
    {
        var (eyes, mouth) = ((points.LeftEye + points.RightEye) / 2, (points.LeftMouth + points.RightMouth) / 2);

        // Both pairs say which way is across; their mean is steadier than the eyes alone.
        var across = ((points.RightEye - points.LeftEye) + (points.RightMouth - points.LeftMouth)) / 2;
        var down = mouth - eyes;
        var area = (across.X * down.Y) - (across.Y * down.X);
        if (MathF.Abs(area) < 1e-3f) { return new(1, 1); }
        var nose = points.Nose - eyes;
        return new(((nose.X * down.Y) - (nose.Y * down.X)) / area, ((across.X * nose.Y) - (across.Y * nose.X)) / area);
    }

    /// <summary>How far the eyes are from level, in radians.</summary>
    public static float Roll(FacePoints points)
    {
        var eyes = points.RightEye - points.LeftEye;
        return MathF.Atan2(eyes.Y, eyes.X);
    }
}
