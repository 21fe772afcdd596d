using System.Threading.Channels;
using Chat.Contracts.Messages;

namespace Chat.Client.Storing;

/// <summary>Replies of which the text so far may not be here. One is named once, until somebody has looked after it.</summary>
internal sealed class MissingTexts
{
    // As many as there may be pieces to wait for it; what does not fit is named by its next piece.
    private const int MaxCount = 256;

    private readonly Channel<Message> _asked = Channel.CreateBounded<Message>(MaxCount);
    private readonly HashSet<Guid> _named = [];

    public ChannelReader<Message> Asked => _asked.Reader;

    public void Name(IEnumerable<Message> replies)
    {
        foreach (var reply in replies)
        {
            if (!_named.Contains(reply.Id) && _asked.Writer.TryWrite(reply)) { _named.Add(reply.Id); }
        }
    }

    public void Found(Guid messageId) => _named.Remove(messageId);

    public void Clear()
    {
        while (_asked.Reader.TryRead(out _)) { }
        _named.Clear();
    }
}
