namespace Chat.Core.Server;

/// <summary>What a feature says of itself: whether it can be used and, where it cannot, what to do about it.</summary>
public interface IFeatureReport
{
    FeatureName Name { get; }

    bool IsAvailable { get; }

    string Detail { get; }
}

public enum FeatureName
{
    Assistant,
    Faces,
    Emotions,
    SpeechToText,
    TextToSpeech,
    Push,
    Calls,
}
