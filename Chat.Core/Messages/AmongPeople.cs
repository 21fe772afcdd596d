using System.Collections.Concurrent;

namespace Chat.Core.Messages;

/// <summary>Conversations in which the assistant does not answer everything, as far as this node has seen: their kinds never change.</summary>
public sealed class AmongPeople
{
    // Some megabytes. Past it they are learned again, each at the price of one message that the next one waits for.
    private const int Max = 50_000;

    private readonly ConcurrentDictionary<Guid, byte> _known = [];
    private int _count;

    public bool Contains(Guid conversationId) => _known.ContainsKey(conversationId);

    public void Add(Guid conversationId)
    {
        if (!_known.TryAdd(conversationId, 0) || Interlocked.Increment(ref _count) <= Max) { return; }
        _known.Clear();
        Volatile.Write(ref _count, 0);
    }
}
