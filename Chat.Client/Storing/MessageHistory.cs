using System.Collections;
using System.Collections.Immutable;
using Chat.Contracts.Messages;

namespace Chat.Client.Storing;

/// <summary>The messages that a device has of one conversation, in the order of their seq. It never changes; a changed one is another.</summary>
public sealed class MessageHistory : IReadOnlyList<Message>
{
    public static readonly MessageHistory Empty = new([]);

    // Who asks goes on writing while it is answered, a few lines at most.
    private const int UnfinishedAtMost = 4;

    private readonly ImmutableList<Message> _messages;

    private MessageHistory(ImmutableList<Message> messages) => _messages = messages;

    public int Count => _messages.Count;

    public Message? Last => Count is 0 ? null : _messages[^1];

    public Message this[int index] => _messages[index];

    public Message? Find(long seq) => IndexOf(_messages, seq) is >= 0 and var at ? _messages[at] : null;

    /// <summary>Those after a seq, without a look at the ones before.</summary>
    public IEnumerable<Message> After(long seq)
    {
        for (var at = FirstAfter(seq); at < Count; at++) { yield return _messages[at]; }
    }

    /// <summary>Of the newest messages, those that are being written.</summary>
    public IEnumerable<Message> Unfinished()
    {
        for (var at = Math.Max(0, Count - UnfinishedAtMost); at < Count; at++)
        {
            if (_messages[at].Status is MessageStatus.Streaming) { yield return _messages[at]; }
        }
    }

    public IEnumerator<Message> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>With these; of two forms of a message the newer one stays.</summary>
    internal MessageHistory With(params IEnumerable<Message> messages)
    {
        var builder = _messages.ToBuilder();
        foreach (var message in messages) { Put(builder, message); }

        var changed = builder.ToImmutable();
        return changed == _messages ? this : new(changed);
    }

    internal MessageHistory WithoutUpTo(long seq) => FirstAfter(seq) is > 0 and var count ? new(_messages.RemoveRange(0, count)) : this;

    /// <summary>Looked for from the newest on, where replies are written.</summary>
    internal Message? FindLast(Guid messageId)
    {
        for (var at = Count - 1; at >= 0; at--)
        {
            if (_messages[at].Id == messageId) { return _messages[at]; }
        }

        return null;
    }

    private static void Put(ImmutableList<Message>.Builder messages, Message message)
    {
        var at = IndexOf(messages, message.Seq);
        if (at < 0) { messages.Insert(~at, message); }
        else if (IsNewer(message, messages[at])) { messages[at] = message; }
    }

    /// <summary>The text of a reply grows within one revision.</summary>
    private static bool IsNewer(Message message, Message before) =>
        before.Revision < message.Revision
        || (before.Revision == message.Revision && message.Status is MessageStatus.Streaming && before.Content.Length < message.Content.Length);

    private int FirstAfter(long seq) => IndexOf(_messages, seq) is var at and >= 0 ? at + 1 : ~IndexOf(_messages, seq);

    /// <summary>Where it is, or the complement of where it would be.</summary>
    private static int IndexOf(IReadOnlyList<Message> messages, long seq)
    {
        var (low, high) = (0, messages.Count - 1);

        // Nearly every new message is the last one.
        if (high < 0 || messages[high].Seq < seq) { return ~(high + 1); }
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (messages[middle].Seq.CompareTo(seq))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return ~low;
    }
}
