using Chat.Contracts.Emotions;

namespace Chat.Core.Emotions;

/// <summary>
/// One face's mood over time: the mean of the last second or so, which changes its word only when another one is clearly and lastingly
/// ahead, and says nothing while nothing is clear.
/// </summary>
internal sealed class MoodSmoothing(TimeProvider clock)
{
    /// <summary>Less is a guess. What it costs in answers and gains in right ones the bench "emotions" shows.</summary>
    public const float Sure = 0.55f;

    /// <summary>How far another mood has to be ahead of the one that is shown.</summary>
    private const float Ahead = 0.15f;

    /// <summary>What was seen this long ago counts a third.</summary>
    private static readonly TimeSpan Fading = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan Lasting = TimeSpan.FromMilliseconds(400);

    private readonly float[] _mean = new float[Enum.GetValues<Emotion>().Length];
    private long? _at;
    private Emotion? _rival;
    private long _rivalSince;

    public Emotion? Shown { get; private set; }

    public float Confidence => Shown is { } mood ? _mean[(int)mood] : 0;

    /// <summary>True when another mood is shown from now on.</summary>
    public bool Take(ReadOnlySpan<float> likely)
    {
        var now = clock.GetTimestamp();
        var share = _at is { } last ? 1 - MathF.Exp(-(float)(clock.GetElapsedTime(last, now) / Fading)) : 1;
        for (var at = 0; at < _mean.Length; at++) { _mean[at] += (likely[at] - _mean[at]) * share; }
        var isFirst = _at is null;
        _at = now;
        return Decide(isFirst, now);
    }

    private bool Decide(bool isFirst, long now)
    {
        var best = (Emotion)Array.IndexOf(_mean, _mean.Max());
        Emotion? candidate = _mean[(int)best] >= Sure ? best : null;

        // Not clear any more: after a while it says so.
        if (candidate == Shown) { _rival = null; return false; }
        if (candidate is { } mood && Shown is { } shown && _mean[(int)mood] < _mean[(int)shown] + Ahead) { return false; }
        if (isFirst) { return Show(candidate); }
        if (_rival != candidate || _rivalSince is 0) { (_rival, _rivalSince) = (candidate, now); }
        return clock.GetElapsedTime(_rivalSince, now) >= Lasting && Show(candidate);
    }

    private bool Show(Emotion? mood)
    {
        (Shown, _rival, _rivalSince) = (mood, null, 0);
        return true;
    }
}
