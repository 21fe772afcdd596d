using System.Text;
using Chat.Core.Nodes;

namespace Chat.Data.Nodes;

/// <summary>One message as NOTIFY carries it: <c>topic|payload</c>.</summary>
internal readonly record struct BusMessage(string Topic, string Payload)
{
    // NOTIFY takes payloads of fewer than 8,000 bytes.
    private const int MaxBytes = 7_999;

    /// <summary>A caller's mistake is told to the caller, on every kind of bus alike.</summary>
    public static BusMessage Of(string topic, string payload)
    {
        if (topic.Length == 0 || topic.Contains('|', StringComparison.Ordinal)) { throw new ArgumentException($"'{topic}' cannot be a topic.", nameof(topic)); }
        var message = new BusMessage(topic, payload);
        var isTooLong = payload.Length > INodeBus.MaxPayload || Encoding.UTF8.GetByteCount(message.Text) > MaxBytes;
        return isTooLong ? throw new ArgumentException($"The message on {topic} is too long for the bus; send an id instead.", nameof(payload)) : message;
    }

    public string Text => $"{Topic}|{Payload}";

    /// <summary>Null for what others send on the same channel.</summary>
    public static BusMessage? Parse(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 ? new(text[..bar], text[(bar + 1)..]) : null;
    }
}
