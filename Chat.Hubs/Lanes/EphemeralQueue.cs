using Microsoft.AspNetCore.SignalR;

namespace Chat.Hubs.Lanes;

/// <summary>The newest event about each thing, in the order in which the things first waited.</summary>
internal sealed class EphemeralQueue(int maxBytes)
{
    // Removing the first one moves the rest.
    private const int MaxCount = 256;

    private readonly OrderedDictionary<EphemeralKey, Entry> _newest = [];

    public int Count => _newest.Count;

    public int Bytes { get; private set; }

    /// <summary>Says how many events it cost.</summary>
    public int Put(EphemeralKey key, SerializedHubMessage message, int size)
    {
        if (size > maxBytes) { return 1; }
        var dropped = 0;
        if (_newest.TryGetValue(key, out var old))
        {
            Bytes -= old.Size;
            dropped++;
        }

        _newest[key] = new(message, size);
        Bytes += size;
        for (; Bytes > maxBytes || _newest.Count > MaxCount; dropped++) { Take(); }

        return dropped;
    }

    public SerializedHubMessage Take()
    {
        var (_, first) = _newest.GetAt(0);
        _newest.RemoveAt(0);
        Bytes -= first.Size;
        return first.Message;
    }

    private readonly record struct Entry(SerializedHubMessage Message, int Size);
}
