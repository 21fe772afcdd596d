using Chat.Core.Faces;

namespace Chat.Vision.Faces;

/// <summary>Which face of this frame is which of the last one: the nearest box that shares enough with it.</summary>
internal sealed class FaceTracks(TimeProvider clock)
{
    /// <summary>Less is another face, or one that moved too fast to be sure of.</summary>
    private const float SameFace = 0.3f;

    /// <summary>A face that was in no frame for longer is taken for a new one.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    /// <summary>Frames of a slow camera, or of a busy server, come this far apart at most; a face that is in both was there between.</summary>
    private static readonly TimeSpan SlowCamera = TimeSpan.FromSeconds(10);

    private const int MaxTracks = 64;

    private List<TrackedFace> _known = [];
    private int _last;
    private long _lastFrameAt;

    public IReadOnlyList<TrackedFace> Follow(IReadOnlyList<FoundFace> found)
    {
        var now = clock.GetTimestamp();
        _known.RemoveAll(face => clock.GetElapsedTime(face.SeenAt, now) > (face.SeenAt == _lastFrameAt ? SlowCamera : Memory));
        _lastFrameAt = now;
        var followed = new List<TrackedFace>(found.Count);
        foreach (var face in found)
        {
            var same = _known.Except(followed).MaxBy(known => known.Found.Box.Overlap(face.Box));
            if (same is null || same.Found.Box.Overlap(face.Box) < SameFace)
            {
                same = new(++_last, clock);
                _known.Add(same);
            }

            (same.Found, same.SeenAt) = (face, now);
            followed.Add(same);
        }

        _known = [.. _known.OrderByDescending(face => face.SeenAt).Take(MaxTracks)];
        return followed;
    }
}

/// <summary>One face of one camera, and what was last read of it.</summary>
internal sealed class TrackedFace(int number, TimeProvider clock)
{
    // A person does not become another one, and a mood lasts longer than a frame.
    private static readonly TimeSpan IdentityEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MoodEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LivenessEvery = TimeSpan.FromMilliseconds(500);

    private long? _identityAt, _moodAt, _liveAt;

    public int Number { get; } = number;

    public FoundFace Found { get; set; } = null!;

    public long SeenAt { get; set; }

    public float? Sharpness { get; private set; }

    public float[]? Embedding { get; private set; }

    public float[]? Moods { get; private set; }

    public float? Live { get; private set; }

    public LookFor Due(LookFor wanted, long now)
    {
        var due = LookFor.Faces;
        if (wanted.HasFlag(LookFor.Identity) && IsDue(_identityAt, IdentityEvery, now)) { due |= LookFor.Identity; }
        if (wanted.HasFlag(LookFor.Emotions) && IsDue(_moodAt, MoodEvery, now)) { due |= LookFor.Emotions; }
        if (wanted.HasFlag(LookFor.Liveness) && IsDue(_liveAt, LivenessEvery, now)) { due |= LookFor.Liveness; }
        return due;
    }

    public void Take(FaceReading reading, long now)
    {
        Sharpness = reading.Sharpness;
        if (reading.Embedding is not null) { (Embedding, _identityAt) = (reading.Embedding, now); }
        if (reading.Moods is not null) { (Moods, _moodAt) = (reading.Moods, now); }
        if (reading.Live is not null) { (Live, _liveAt) = (reading.Live, now); }
    }

    private bool IsDue(long? last, TimeSpan every, long now) => last is not { } at || clock.GetElapsedTime(at, now) >= every;
}
