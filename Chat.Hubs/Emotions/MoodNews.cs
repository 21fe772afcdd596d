using System.Text.Json;
using Chat.Contracts.Emotions;
using Chat.Contracts.Wire;
using Chat.Core.Emotions;
using Chat.Hubs.Lanes;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Emotions;

/// <summary>Tells a user's own devices, on every node, how they feel. An older word that comes late is not told.</summary>
internal sealed class MoodNews : IMoodNews, IDisposable
{
    private const string Topic = "moods";

    private readonly Whispers _whispers;
    private readonly FanOut _fanOut;
    private readonly CurrentMoods _current;
    private readonly ILogger _logger;
    private readonly IDisposable _hearing;

    public MoodNews(Whispers whispers, FanOut fanOut, CurrentMoods current, ILogger<MoodNews> logger)
    {
        (_whispers, _fanOut, _current, _logger) = (whispers, fanOut, current, logger);
        _hearing = whispers.Hear(Topic, OnLine);
    }

    public void Tell(EmotionUpdate update)
    {
        TellHere(update);
        _whispers.Say(Topic, JsonSerializer.Serialize(update, ChatJson.Wire));
    }

    public void Dispose() => _hearing.Dispose();

    private void TellHere(EmotionUpdate update) =>
        _fanOut.SendEphemeral(update.UserId, new EphemeralKey(Topic, update.UserId), LaneEvents.EmotionUpdated(update));

    private void OnLine(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<EmotionUpdate>(line, ChatJson.Wire) is { } update && _current.Take(update)) { TellHere(update); }
        }
        catch (JsonException) { _logger.BusMessageStrange(Topic); }
    }
}
