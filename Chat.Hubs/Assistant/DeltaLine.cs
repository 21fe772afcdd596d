using System.Text.Json;
using Chat.Contracts.Messages;

namespace Chat.Hubs.Assistant;

/// <summary>A piece of a reply as nodes tell each other; the last line of a reply has no piece.</summary>
internal sealed record DeltaLine(Guid MessageId, long Revision, MessageDelta? Delta)
{
    // Six bytes for each in the worst case, beside the ids: it fits into one message of the bus.
    private const int MaxText = 900;

    public string Write() => JsonSerializer.Serialize(this);

    public static DeltaLine? Read(string line)
    {
        try { return JsonSerializer.Deserialize<DeltaLine>(line); }
        catch (JsonException) { return null; }
    }

    /// <summary>In pieces that fit, none of which ends in half a letter.</summary>
    public static IEnumerable<MessageDelta> Cut(MessageDelta delta)
    {
        for (var at = 0; at < delta.Text.Length;)
        {
            var end = Math.Min(at + MaxText, delta.Text.Length);
            if (end < delta.Text.Length && char.IsHighSurrogate(delta.Text[end - 1])) { end--; }
            yield return delta with { Offset = delta.Offset + at, Text = delta.Text[at..end] };
            at = end;
        }
    }
}
