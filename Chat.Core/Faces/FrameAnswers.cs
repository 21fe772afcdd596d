using Chat.Contracts.Faces;
using Chat.Core.Emotions;

namespace Chat.Core.Faces;

/// <summary>What was seen in the words of the wire.</summary>
internal static class FrameAnswers
{
    public static FrameFace Face(SeenPicture picture, SeenFace face, MoodSmoothing? mood, SeenPerson? person) => new()
    {
        Box = Box(picture, face.Box),
        Confidence = Round(face.Confidence),
        Emotion = mood?.Shown,
        EmotionConfidence = mood?.Shown is null ? null : Round(mood.Confidence),
        UserId = person?.AccountId,
        DisplayName = person?.DisplayName,
        Similarity = person is null ? null : Round(person.Likeness),
    };

    /// <summary>What sticks out of the picture is cut.</summary>
    private static FrameBox Box(SeenPicture picture, FaceBox box)
    {
        var (left, top) = (Math.Clamp(box.X / picture.Width, 0, 1), Math.Clamp(box.Y / picture.Height, 0, 1));
        var (right, bottom) = (Math.Clamp(box.Right / picture.Width, 0, 1), Math.Clamp(box.Bottom / picture.Height, 0, 1));
        return new() { X = Round(left), Y = Round(top), Width = Round(right - left), Height = Round(bottom - top) };
    }

    private static double Round(float number) => Math.Round(number, 4);
}
