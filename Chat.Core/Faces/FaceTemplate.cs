namespace Chat.Core.Faces;

/// <summary>What is kept of a face: its vector, sealed. Nothing leads back from it to a picture that anybody keeps.</summary>
public sealed class FaceTemplate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    /// <summary>The recogniser and its version; another one's numbers cannot be compared with these.</summary>
    public required string Model { get; init; }

    /// <summary>Names the key it is sealed with.</summary>
    public required string KeyId { get; init; }

    public required byte[] Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A device that people may be signed in on by face. Only the SHA-256 of its key is kept.</summary>
public sealed class FaceDevice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required byte[] KeyHash { get; init; }

    /// <summary>Tries without success since a password was used.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
}

/// <summary>Whose faces a device may know.</summary>
public sealed class FaceEnrolment
{
    public const int MaxName = 80;

    public required Guid DeviceId { get; init; }

    public required Guid AccountId { get; init; }

    public required string DeviceName { get; set; }

    public required DateTimeOffset EnrolledAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>Somebody tried to enrol a face that another account has.</summary>
public sealed class FaceConflict
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Absent when it was a registration.</summary>
    public Guid? AccountId { get; init; }

    public required Guid OtherAccountId { get; init; }

    public required float Similarity { get; init; }

    public required DateTimeOffset At { get; init; }
}
