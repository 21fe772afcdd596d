using System.Text;
using Chat.Core.Nodes;

namespace Chat.Hubs.Lanes;

/// <summary>
/// Several short words in one message of the bus: a line with the node that speaks, then a line for each. JSON written without
/// indentation never holds a line break.
/// </summary>
internal sealed class BusLines(Guid nodeId)
{
    /// <summary>Bytes that a line may have.</summary>
    public const int MaxLine = INodeBus.MaxPayload - 40;

    private readonly StringBuilder _text = new();
    private int _bytes;

    public bool IsEmpty => _bytes is 0;

    /// <summary>False when it does not fit any more: send what there is first.</summary>
    public bool TryAdd(string line)
    {
        var size = Encoding.UTF8.GetByteCount(line) + 1;
        if (_bytes + size > MaxLine + 1) { return false; }
        _text.Append('\n').Append(line);
        _bytes += size;
        return true;
    }

    public string Take()
    {
        var payload = $"{nodeId:N}{_text}";
        _text.Clear();
        _bytes = 0;
        return payload;
    }

    /// <summary>The lines of another node; none of one's own.</summary>
    public static string[] Read(string payload, Guid nodeId)
    {
        var lines = payload.Split('\n');
        return Guid.TryParseExact(lines[0], "N", out var speaker) && speaker != nodeId ? lines[1..] : [];
    }
}
