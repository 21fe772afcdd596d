namespace Chat.Contracts.Emotions;

public sealed record SetEmotionRequest
{
    public required Emotion Emotion { get; init; }

    public double? Confidence { get; init; }
}

public sealed record GetEmotionsRequest
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public int? Limit { get; init; }
}

public sealed record EmotionUpdate
{
    public required Guid UserId { get; init; }

    public required Emotion Emotion { get; init; }

    public required double Confidence { get; init; }

    public required EmotionSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The server's: of two updates the greater one is the newer, whatever the clocks say.</summary>
    public long? Order { get; init; }
}
