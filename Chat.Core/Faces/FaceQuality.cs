namespace Chat.Core.Faces;

/// <summary>Whether a picture holds exactly one face that is good enough to know somebody by, and else what the person should do.</summary>
internal static class FaceQuality
{
    /// <summary>Pixels of the box; what is smaller is mostly guessed.</summary>
    public const float MinSide = 56;

    /// <summary>A smear of a face has less detail than this; photographs had 0.02 and more.</summary>
    public const float MinSharpness = 0.004f;

    /// <summary>Beyond it the face is turned away.</summary>
    public const float MaxTurn = 0.22f;

    public const float MaxRoll = 0.5f;

    /// <summary>Below it something covers the face, or half of it is outside of the picture.</summary>
    public const float MinConfidence = 0.8f;

    public static FaceAdvice Judge(SeenPicture picture)
    {
        if (picture.Faces.Count is 0) { return FaceAdvice.ShowFace; }

        // Somebody far behind does not count; somebody half as large as the nearest does.
        var largest = picture.Faces.MaxBy(face => face.Box.Width)!;
        if (picture.Faces.Any(face => face != largest && face.Box.Width > largest.Box.Width / 2)) { return FaceAdvice.OneFace; }
        return Judge(picture, largest);
    }

    public static FaceAdvice Judge(SeenPicture picture, SeenFace face)
    {
        if (face.Confidence < MinConfidence || !IsInside(picture, face)) { return FaceAdvice.WholeFace; }
        if (MathF.Min(face.Box.Width, face.Box.Height) < MinSide) { return FaceAdvice.Closer; }
        var pose = HeadPose.Of(face.Points);
        if (MathF.Abs(pose.Turn) > MaxTurn || pose.Nod is < 0.2f or > 0.85f || MathF.Abs(HeadPose.Roll(face.Points)) > MaxRoll) { return FaceAdvice.LookStraight; }
        return face.Sharpness < MinSharpness ? FaceAdvice.HoldStill : FaceAdvice.Good;
    }

    private static bool IsInside(SeenPicture picture, SeenFace face)
    {
        var (box, slack) = (face.Box, face.Box.Width * 0.04f);
        return box.X >= -slack && box.Y >= -slack && box.Right <= picture.Width + slack && box.Bottom <= picture.Height + slack;
    }
}

internal enum FaceAdvice
{
    Good,
    ShowFace,
    OneFace,
    WholeFace,
    Closer,
    LookStraight,
    HoldStill,
}
