using Chat.Core.Assistant;

namespace Chat.Assistant.Replies;

/// <summary>One reply from its admission to its end, and the one switch that ends it early.</summary>
internal sealed class ReplyRun : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _savedLength;

    public ReplyRun(Reply reply, ReplyText text, long startedAt) => (Reply, Text, StartedAt, Stopping) = (reply, text, startedAt, _stop.Token);

    public Reply Reply { get; private set; }

    public ReplyText Text { get; }

    public long StartedAt { get; }

    /// <summary>Word that it waits, which must be out before its first piece.</summary>
    public Task Noting { get; set; } = Task.CompletedTask;

    public Guid AskerId => Reply.Plan.AskerId;

    public Guid ConversationId => Reply.ConversationId;

    public EndedBy? Cause { get; private set; }

    public CancellationToken Stopping { get; }

    public Task Ended => _ended.Task;

    /// <summary>Its message says that it waits, and has another revision for it: that of every piece.</summary>
    public void Noted(long revision) => Reply = Reply with { Revision = revision };

    /// <summary>The first cause stays; stopping twice is stopping once.</summary>
    public void Stop(EndedBy cause)
    {
        lock (_ended)
        {
            if (_ended.Task.IsCompleted) { return; }
            Cause ??= cause;
            _stop.Cancel();
        }
    }

    /// <summary>The text, when it has grown since this was asked last.</summary>
    public TextSoFar? Unsaved()
    {
        var text = Text.ToString();
        if (text.Length == _savedLength) { return null; }
        _savedLength = text.Length;
        return new(Reply.MessageId, Reply.Revision, text);
    }

    public void End()
    {
        lock (_ended) { _ended.TrySetResult(); }
    }

    public void Dispose() => _stop.Dispose();
}

internal enum EndedBy
{
    /// <summary>Somebody pressed stop, or the conversation was cleared.</summary>
    Stop,

    /// <summary>The same person asked something else meanwhile.</summary>
    NextQuestion,

    /// <summary>The server ends.</summary>
    Shutdown,
}
