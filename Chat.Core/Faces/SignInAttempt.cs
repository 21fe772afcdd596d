using System.Security.Cryptography;

namespace Chat.Core.Faces;

/// <summary>
/// One person's way from the first good frame to being let in: some frames that agree, then turns of the head in an order nobody
/// could know, then a straight look again. It judges faces; whose they are is asked outside.
/// </summary>
internal sealed class SignInAttempt(TimeProvider clock, bool checksLiveness, TimeSpan timeForTurns)
{
    /// <summary>Frames that have to agree before anybody is asked for.</summary>
    public const int Frames = 3;

    /// <summary>What a head turned by some 20 degrees does to its nose. Photos held slantwise stayed below 0.1, but for single frames.</summary>
    public const float Turned = 0.13f;

    /// <summary>Once is chance: a photo held slantwise is now and then misread for a moment.</summary>
    private const int TurnedFrames = 2;

    /// <summary>Turned back again.</summary>
    private const float Straight = 0.09f;

    /// <summary>Two frames of one person a moment apart are at least so alike.</summary>
    private const float SameFace = 0.55f;

    /// <summary>
    /// The same with the head turned: heads turned by 36 degrees stayed above 0.45, strangers below 0.2. Else the turns could be another's,
    /// with a photo of the right one before and after.
    /// </summary>
    public const float SameTurnedFace = 0.3f;

    /// <summary>No camera gives the same numbers twice: this is the same picture again.</summary>
    private const float SamePicture = 0.99999f;

    /// <summary>The mean of the frames. A printed photo had 0.23, people and good photographs 0.67 and more.</summary>
    private const float Live = 0.5f;

    private readonly bool[] _turnsLeft = [.. Enumerable.Range(0, 2).Select(_ => RandomNumberGenerator.GetInt32(2) is 0)];
    private readonly List<float[]> _seen = [];
    private float _turnSum, _liveSum;
    private int? _track;
    private int _turnsDone, _turnedFrames;
    private bool _isBack;
    private long? _turnsSince;

    /// <summary>Somebody was found and is asked to turn: giving up now is a failure.</summary>
    public bool IsAsked => _turnsSince is not null;

    /// <summary>What has to be read of the next frame.</summary>
    public LookFor Wants => LookFor.Identity | LookFor.Now | (checksLiveness ? LookFor.Liveness : LookFor.Faces);

    public AttemptStep Look(SeenPicture picture)
    {
        if (_turnsSince is { } since && clock.GetElapsedTime(since) > timeForTurns) { return new(AttemptEnd.Failed); }
        var advice = FaceQuality.Judge(picture);
        if (picture.Faces.Count is 0) { return IsAsked ? new(AttemptEnd.None, FaceStep.ShowFace, Progress) : Restart(advice); }
        var face = picture.Faces.MaxBy(one => one.Box.Width)!;

        // Lost from sight for a moment, or somebody else who stepped in.
        if (_track is { } track && track != face.Track && !(IsAsked && IsAlike(face))) { return IsAsked ? new(AttemptEnd.Failed) : Restart(advice); }
        _track = face.Track;
        if (advice is FaceAdvice.OneFace) { return IsAsked ? new(AttemptEnd.Failed) : Restart(advice); }
        return IsAsked ? Turn(advice, face) : Collect(advice, face);
    }

    /// <summary>Somebody is known by these frames.</summary>
    public AttemptStep Ask()
    {
        _turnsSince = clock.GetTimestamp();
        _isBack = true;
        return Next();
    }

    private double Progress => IsAsked ? 0.4 + (0.25 * _turnsDone) + (_isBack ? 0.1 : 0) : 0.4 * _seen.Count / Frames;

    private AttemptStep Restart(FaceAdvice advice)
    {
        _seen.Clear();
        (_turnSum, _liveSum, _track) = (0, 0, null);
        return new(AttemptEnd.None, advice is FaceAdvice.Good ? FaceStep.HoldStill : advice.ToStep(), 0);
    }

    private AttemptStep Collect(FaceAdvice advice, SeenFace face)
    {
        if (advice is not FaceAdvice.Good || face.Embedding is not { } vector || !face.IsFresh) { return new(AttemptEnd.None, advice is FaceAdvice.Good ? FaceStep.HoldStill : advice.ToStep(), Progress); }
        if (_seen.Any(other => Vectors.Dot(other, vector) > SamePicture)) { return new(AttemptEnd.None, FaceStep.HoldStill, Progress); }
        if (_seen.Any(other => Vectors.Dot(other, vector) < SameFace)) { return Restart(advice); }
        _seen.Add(vector);
        _turnSum += HeadPose.Of(face.Points).Turn;
        _liveSum += face.Live ?? 1;
        if (_seen.Count < Frames) { return new(AttemptEnd.None, FaceStep.HoldStill, Progress); }
        return _liveSum / Frames < Live ? new(AttemptEnd.NotLive) : new(AttemptEnd.Collected, Vector: Mean());
    }

    private AttemptStep Turn(FaceAdvice advice, SeenFace face)
    {
        var turn = HeadPose.Of(face.Points).Turn - (_turnSum / Frames);
        if (!_isBack)
        {
            _isBack = MathF.Abs(turn) < Straight;
            return Next();
        }

        if (_turnsDone < _turnsLeft.Length)
        {
            // The person's left is the picture's right.
            var isTurned = _turnsLeft[_turnsDone] ? turn > Turned : turn < -Turned;
            _turnedFrames = isTurned && IsAlike(face) && !(face.Live < Live) ? _turnedFrames + 1 : 0;
            if (_turnedFrames >= TurnedFrames) { (_turnsDone, _isBack, _turnedFrames) = (_turnsDone + 1, false, 0); }
            return Next();
        }

        // Straight again: it has to be the same person still.
        if (advice is not FaceAdvice.Good || face.Embedding is not { } vector || !face.IsFresh) { return new(AttemptEnd.None, FaceStep.LookStraight, Progress); }
        if (checksLiveness && face.Live < Live) { return new(AttemptEnd.NotLive); }
        return Vectors.Dot(Mean(), vector) < SameFace ? new(AttemptEnd.Failed) : new(AttemptEnd.Passed, FaceStep.Done, 1, vector);
    }

    private bool IsAlike(SeenFace face) => face is { IsFresh: true, Embedding: { } vector } && Vectors.Dot(Mean(), vector) >= SameTurnedFace;

    private AttemptStep Next() => new(
        AttemptEnd.None, !_isBack || _turnsDone == _turnsLeft.Length ? FaceStep.LookStraight : _turnsLeft[_turnsDone] ? FaceStep.TurnLeft : FaceStep.TurnRight, Progress);

    private float[] Mean()
    {
        var mean = new float[_seen[0].Length];
        foreach (var one in _seen) { Vectors.Add(one, mean); }
        return Vectors.Normalise(mean);
    }
}

/// <param name="Vector">Of <see cref="AttemptEnd.Collected"/>: who is it? Of <see cref="AttemptEnd.Passed"/>: is it still that one?</param>
internal sealed record AttemptStep(AttemptEnd End, FaceStep Say = FaceStep.Refused, double Progress = 0, float[]? Vector = null);

internal enum AttemptEnd
{
    /// <summary>It goes on.</summary>
    None,
    Collected,
    Passed,
    Failed,
    NotLive,
}
