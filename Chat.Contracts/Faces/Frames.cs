using System.Text.Json;
using Chat.Contracts.Emotions;

namespace Chat.Contracts.Faces;

/// <summary>What is wanted of the frames that follow.</summary>
public sealed record SendFrameRequest
{
    /// <summary>Whose faces they are: to sign in, or for one's own.</summary>
    public bool? Recognise { get; init; }

    public bool? Emotions { get; init; }

    /// <summary>What the device was given when a face was enrolled on it.</summary>
    public string? DeviceKey { get; init; }

    /// <summary>Of the instructions, <c>vi</c> or <c>en</c>.</summary>
    public string? Language { get; init; }
}

public sealed record VideoFrame
{
    /// <summary>The client's own, text or a number; the answer names it.</summary>
    public required JsonElement Id { get; init; }

    /// <summary>A JPEG, PNG, WebP or AVIF picture.</summary>
    public required byte[] Image { get; init; }
}

public sealed record FrameResult
{
    public required JsonElement FrameId { get; init; }

    /// <summary>A newer frame came before this one was looked at.</summary>
    public required bool Skipped { get; init; }

    /// <summary>From its arrival to this answer.</summary>
    public required double ElapsedMs { get; init; }

    public required IReadOnlyList<FrameFace> Faces { get; init; }

    /// <summary>What the person is asked to do next.</summary>
    public FaceChallenge? Challenge { get; init; }
}

public sealed record FrameFace
{
    public required FrameBox Box { get; init; }

    public required double Confidence { get; init; }

    /// <summary>Absent when it is not clear.</summary>
    public Emotion? Emotion { get; init; }

    public double? EmotionConfidence { get; init; }

    public Guid? UserId { get; init; }

    public string? DisplayName { get; init; }

    public double? Similarity { get; init; }
}

/// <summary>In parts of the picture, 0 to 1.</summary>
public sealed record FrameBox
{
    public required double X { get; init; }

    public required double Y { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }
}

public sealed record FaceChallenge
{
    /// <summary>One of <c>showFace</c>, <c>oneFace</c>, <c>wholeFace</c>, <c>closer</c>, <c>lookStraight</c>, <c>holdStill</c>, <c>ready</c>, <c>turnLeft</c>, <c>turnRight</c>, <c>unknown</c>, <c>refused</c>, <c>wait</c>, <c>usePassword</c>, <c>unreadable</c>, <c>done</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>For the person, in the language that was asked for.</summary>
    public required string Instruction { get; init; }

    /// <summary>How much of signing in is done, 0 to 1.</summary>
    public required double Progress { get; init; }
}

public sealed record RegistrationRequested
{
    public required string Message { get; init; }
}
