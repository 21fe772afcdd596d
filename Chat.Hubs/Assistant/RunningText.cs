using System.Text;
using Chat.Contracts.Messages;

namespace Chat.Hubs.Assistant;

/// <summary>A reply that is being written, as this node heard it so far.</summary>
internal sealed class RunningText(long revision)
{
    private readonly StringBuilder _text = new();
    private readonly Queue<MessageDelta> _waiting = [];
    private bool _hasHole;

    /// <summary>Of the run: a reply that is written again begins anew.</summary>
    public long Revision { get; } = revision;

    public long HeardAt { get; set; }

    public long WaitsSince { get; set; }

    /// <summary>Its members were shown the message, so that pieces of it make sense to them.</summary>
    public bool IsShown { get; set; }

    /// <summary>Pieces that were heard before the members were shown the message.</summary>
    public Queue<MessageDelta> Waiting => _waiting;

    public void Add(int offset, string text)
    {
        lock (_text)
        {
            _hasHole |= offset != _text.Length;
            if (!_hasHole) { _text.Append(text); }
        }
    }

    /// <summary>Null when something before was missed.</summary>
    public string? Whole
    {
        get { lock (_text) { return _hasHole ? null : _text.ToString(); } }
    }
}
