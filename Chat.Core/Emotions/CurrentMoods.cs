using System.Collections.Concurrent;
using Chat.Contracts.Emotions;

namespace Chat.Core.Emotions;

/// <summary>How everybody feels right now, as far as this node heard. It is asked with every message, so it is in memory.</summary>
public sealed class CurrentMoods(TimeProvider clock)
{
    // Some hundred bytes each.
    private const int MaxRemembered = 100_000;

    private readonly ConcurrentDictionary<Guid, EmotionUpdate> _moods = [];

    /// <summary>False when a newer one is known already.</summary>
    public bool Take(EmotionUpdate update)
    {
        if (_moods.Count >= MaxRemembered) { Forget(); }
        while (true)
        {
            if (_moods.TryAdd(update.UserId, update)) { return true; }
            if (!_moods.TryGetValue(update.UserId, out var known)) { continue; }
            if (known.Order >= update.Order) { return known.Order == update.Order; }
            if (_moods.TryUpdate(update.UserId, update, known)) { return true; }
        }
    }

    public EmotionUpdate? Of(Guid accountId) =>
        !_moods.IsEmpty && _moods.TryGetValue(accountId, out var known) && known.At + Mood.Lifetime > clock.GetUtcNow() ? known : null;

    /// <summary>For a message that is written now.</summary>
    public string? WordOf(Guid accountId) => Of(accountId)?.Emotion switch
    {
        Emotion.Neutral => "neutral",
        Emotion.Happy => "happy",
        Emotion.Sad => "sad",
        Emotion.Angry => "angry",
        Emotion.Surprised => "surprised",
        Emotion.Fearful => "fearful",
        Emotion.Disgusted => "disgusted",
        Emotion.Contempt => "contempt",
        _ => null,
    };

    public void Forget(Guid accountId) => _moods.TryRemove(accountId, out _);

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (account, mood) in _moods)
        {
            if (mood.At + Mood.Lifetime <= now) { _moods.TryRemove(account, out _); }
        }

        if (_moods.Count >= MaxRemembered) { _moods.Clear(); }
    }
}
