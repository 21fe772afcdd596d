using Chat.Contracts.Accounts;
using Chat.Contracts.Emotions;

namespace Chat.Contracts.Faces;

public sealed record EnrollFaceRequest
{
    /// <summary>Each with exactly one good face of the caller.</summary>
    public IReadOnlyList<byte[]>? Images { get; init; }

    /// <summary>The face is the last frame of this connection that held exactly one good face.</summary>
    public bool? UseLastFrame { get; init; }

    /// <summary>Of a device that others are enrolled on too; absent, the device gets a key.</summary>
    public string? DeviceKey { get; init; }

    /// <summary>What the list of devices calls it.</summary>
    public string? DeviceName { get; init; }
}

public sealed record EnrolledFace
{
    /// <summary>For the device to keep: with it, it may be signed in to by face.</summary>
    public required string DeviceKey { get; init; }
}

/// <summary>What is absent stays as it is. Both are off until the user turns them on; faces turned off are forgotten at once.</summary>
public sealed record SetConsentRequest
{
    public bool? Emotions { get; init; }

    public bool? Faces { get; init; }
}

public sealed record Consent
{
    public required bool Emotions { get; init; }

    public required bool Faces { get; init; }
}

/// <summary>A device that the caller can be signed in on by face.</summary>
public sealed record FaceDevice
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }
}

public sealed record FaceDeviceRequest
{
    public required Guid DeviceId { get; init; }
}

public sealed record Greeting
{
    public required string Content { get; init; }

    public required User User { get; init; }

    public Emotion? Emotion { get; init; }
}
