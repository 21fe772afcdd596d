using System.Collections.Concurrent;
using Chat.Core.Log;

namespace Chat.Data.Search;

/// <summary>The conversations in which this node wrote what search does not know yet: bounded by those that there are.</summary>
internal sealed class WordBacklog
{
    private readonly ConcurrentDictionary<Guid, byte> _conversations = [];
    private long _messages;

    /// <summary>Added since the start; a measure of how busy the log is.</summary>
    public long Messages => Volatile.Read(ref _messages);

    public bool IsEmpty => _conversations.IsEmpty;

    public void Note(LogState written)
    {
        foreach (var conversation in written.Conversations)
        {
            if (conversation.Added.Count is 0) { continue; }
            _conversations.TryAdd(conversation.Id, 0);
            Interlocked.Add(ref _messages, conversation.Added.Count);
        }
    }

    public void Note(IEnumerable<Guid> conversations)
    {
        foreach (var conversation in conversations) { _conversations.TryAdd(conversation, 0); }
    }

    public IReadOnlyList<Guid> Take(int max)
    {
        var taken = _conversations.Keys.Take(max).ToArray();
        foreach (var conversation in taken) { _conversations.TryRemove(conversation, out _); }

        return taken;
    }
}
