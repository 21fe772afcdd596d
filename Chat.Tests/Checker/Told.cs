using System.Collections.Concurrent;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Checker;

/// <summary>All that any connection was told: which change each revision of a conversation is.</summary>
internal sealed class Told : HearingEverything
{
    private readonly ConcurrentDictionary<(Guid ConversationId, long Revision), string> _changes = new();
    private int _events;

    public int Events => _events;

    /// <summary>Revisions that were told as two different changes.</summary>
    public ConcurrentQueue<string> Contradictions { get; } = new();

    public ConcurrentDictionary<(Guid ConversationId, long Seq), Guid> Places { get; } = new();

    public IEnumerable<(Guid ConversationId, long Revision)> Revisions => _changes.Keys;

    // Where word was missed, the record of a conversation stands for whatever the revision was; so it contradicts nothing.
    protected override Task HearAsync(object told) => told switch
    {
        Message message => Take(message),
        MessageChange { Message: var message } => Take(message),
        ReadMoved mark => Take(mark.ConversationId, mark.Revision, $"{mark.UserId} read up to {mark.Seq}"),
        _ => Count(),
    };

    private Task Take(Message message)
    {
        if (Places.GetOrAdd((message.ConversationId, message.Seq), message.Id) != message.Id)
        {
            Contradictions.Enqueue($"Seq {message.Seq} of {message.ConversationId} was told as two messages.");
        }

        return Take(message.ConversationId, message.Revision, $"{message.Id} is '{message.Content}', deleted: {message.DeletedAt is not null}");
    }

    private Task Take(Guid conversationId, long revision, string change)
    {
        var first = _changes.GetOrAdd((conversationId, revision), change);
        if (first != change) { Contradictions.Enqueue($"Revision {revision} of {conversationId} was told as '{first}' and as '{change}'."); }
        return Count();
    }

    private Task Count()
    {
        Interlocked.Increment(ref _events);
        return Task.CompletedTask;
    }
}
