using System.Numerics;
using Chat.Core.Faces;

namespace Chat.Tests.Faces;

/// <summary>Faces as a detector would tell of them: a head in three dimensions, or a flat picture of one, before a camera.</summary>
internal static class MadeFace
{
    // Eyes, nose and mouth in parts of the distance of the eyes; the nose stands out.
    private static readonly Vector3[] s_head = [new(-0.5f, -0.45f, 0), new(0.5f, -0.45f, 0), new(0, 0.1f, 0.55f), new(-0.4f, 0.6f, 0.05f), new(0.4f, 0.6f, 0.05f)];

    /// <summary>Turned by so many degrees: positive towards the picture's right.</summary>
    public static FacePoints Head(float turn, float nod = 0, float roll = 0) => Project([.. s_head.Select(point => Turn(point, turn, nod, roll))]);

    /// <summary>A photo of the straight head, held up and turned by as much.</summary>
    public static FacePoints Photo(float turn, float nod = 0, float roll = 0) =>
        Project([.. s_head.Select(point => Turn(new(point.X, point.Y, 0), turn, nod, roll))]);

    public static SeenFace Seen(FacePoints points, float[]? vector, float live = 1, int track = 1) => new()
    {
        Track = track,
        Box = new(200, 120, 200, 240),
        Confidence = 0.95f,
        Points = points,
        Sharpness = 0.1f,
        Embedding = vector,
        IsFresh = vector is not null,
        Live = live,
    };

    public static SeenPicture In(params SeenFace[] faces) => new(640, 480, faces);

    private static Vector3 Turn(Vector3 point, float turn, float nod, float roll)
    {
        const float degree = MathF.PI / 180;
        var turned = Vector3.Transform(point, Matrix4x4.CreateRotationY(turn * degree) * Matrix4x4.CreateRotationX(nod * degree) * Matrix4x4.CreateRotationZ(roll * degree));
        return turned;
    }

    /// <summary>A camera five eye distances away.</summary>
    private static FacePoints Project(Vector3[] points)
    {
        Vector2 At(Vector3 point) => new Vector2(300, 240) + (100 * new Vector2(point.X, point.Y) * (5 / (5 - point.Z)));
        return new(At(points[0]), At(points[1]), At(points[2]), At(points[3]), At(points[4]));
    }
}
