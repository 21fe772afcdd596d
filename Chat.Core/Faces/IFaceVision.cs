using System.Numerics;
using Chat.Core.Results;

namespace Chat.Core.Faces;

/// <summary>Finds the faces of a picture and what a model can say of them. Whose they are is not its business.</summary>
public interface IFaceVision
{
    /// <summary>Why no face can be found or told apart here and what to do about it; null when it can.</summary>
    string? WhyNoFaces { get; }

    /// <summary>The same for moods.</summary>
    string? WhyNoEmotions { get; }

    /// <summary>Null when pictures held up to a camera are told from people; else why not.</summary>
    string? WhyNoLiveness { get; }

    /// <summary>The recogniser and its version: numbers of two of them cannot be compared.</summary>
    string TemplateModel { get; }

    /// <summary>How alike two vectors of one person are at least, and what two strangers reach it once in.</summary>
    FaceLikeness Likeness { get; }

    /// <summary>Remembers faces from one picture to the next of the same camera. One picture at a time.</summary>
    IFaceWatch Watch();
}

public interface IFaceWatch
{
    /// <summary>Whatever the bytes are, it is an answer or a refusal.</summary>
    Task<Result<SeenPicture>> LookAsync(ReadOnlyMemory<byte> picture, LookFor what, CancellationToken cancellationToken);
}

[Flags]
public enum LookFor
{
    Faces = 0,

    /// <summary>The vector that tells people apart.</summary>
    Identity = 1,
    Emotions = 2,
    Liveness = 4,

    /// <summary>All that is asked, of every face, now; else only what is due.</summary>
    Now = 8,
}

/// <param name="SamePerson">Vectors at least so alike are taken for one person's.</param>
/// <param name="FalseMatchRate">How often two strangers are that alike, as far as it was measured or is stated.</param>
public sealed record FaceLikeness(float SamePerson, double FalseMatchRate);

/// <summary>A picture as it was looked at: upright, and not larger than the detector likes.</summary>
public sealed record SeenPicture(int Width, int Height, IReadOnlyList<SeenFace> Faces);

public sealed record SeenFace
{
    /// <summary>The same number in the next picture is the same face.</summary>
    public required int Track { get; init; }

    /// <summary>In pixels of the <see cref="SeenPicture"/>; it may stick out.</summary>
    public required FaceBox Box { get; init; }

    public required float Confidence { get; init; }

    public required FacePoints Points { get; init; }

    /// <summary>How much detail the face has, 0 when it is a smear. Known when something was asked of the face.</summary>
    public float? Sharpness { get; init; }

    /// <summary>Of length one.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>Whether <see cref="Embedding"/> is of this very picture.</summary>
    public bool IsFresh { get; init; }

    /// <summary>How likely each mood is, in the order of the contract's words.</summary>
    public float[]? Moods { get; init; }

    /// <summary>How likely it is a person and no picture of one, 0 to 1.</summary>
    public float? Live { get; init; }
}

public readonly record struct FaceBox(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public float Overlap(FaceBox other)
    {
        var width = MathF.Min(Right, other.Right) - MathF.Max(X, other.X);
        var height = MathF.Min(Bottom, other.Bottom) - MathF.Max(Y, other.Y);
        if (width <= 0 || height <= 0) { return 0; }
        var both = width * height;
        return both / ((Width * Height) + (other.Width * other.Height) - both);
    }
}

/// <summary>As the picture shows them: what stands left is the person's right.</summary>
public readonly record struct FacePoints(Vector2 LeftEye, Vector2 RightEye, Vector2 Nose, Vector2 LeftMouth, Vector2 RightMouth);
