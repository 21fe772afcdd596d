using System.Text.Json.Serialization;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Emotions;

[JsonConverter(typeof(CamelCaseEnumConverter<Emotion>))]
public enum Emotion
{
    Neutral,
    Happy,
    Sad,
    Angry,
    Surprised,
    Fearful,
    Disgusted,
    Contempt,
}

[JsonConverter(typeof(CamelCaseEnumConverter<EmotionSource>))]
public enum EmotionSource
{
    Face,
    Voice,
    Manual,
}
