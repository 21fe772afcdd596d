using Chat.Contracts.Emotions;

namespace Chat.Core.Emotions;

/// <summary>One change of an account's mood.</summary>
public sealed class Mood
{
    /// <summary>After so long without a new one it is not known any more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>The server's order, given by the database.</summary>
    public long Id { get; init; }

    public required Guid AccountId { get; init; }

    public required Emotion Emotion { get; init; }

    public required float Confidence { get; init; }

    public required EmotionSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    public EmotionUpdate ToUpdate() => new()
    {
        UserId = AccountId, Emotion = Emotion, Confidence = Math.Round(Confidence, 3), Source = Source, At = At, Order = Id,
    };
}
