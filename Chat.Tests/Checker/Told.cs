using System.Collections.Concurrent;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Tests.Checker;

/// <summary>All that any connection was told: which change each revision of a conversation is.</summary>
internal sealed class Told : IChatClient
{
    private readonly ConcurrentDictionary<(Guid ConversationId, long Revision), string> _changes = new();
    private int _events;

    public int Events => _events;

    /// <summary>Revisions that were told as two different changes.</summary>
    public ConcurrentQueue<string> Contradictions { get; } = new();

    public ConcurrentDictionary<(Guid ConversationId, long Seq), Guid> Places { get; } = new();

    public IEnumerable<(Guid ConversationId, long Revision)> Revisions => _changes.Keys;

    public Task MessageReceived(Message message) => Take(message);

    public Task MessageUpdated(Message message) => Take(message);

    public Task ReadMoved(ReadMoved mark) => Take(mark.ConversationId, mark.Revision, $"{mark.UserId} read up to {mark.Seq}");

    // Where word was missed it stands for whatever the revision was; so it contradicts nothing.
    public Task ConversationUpdated(Conversation conversation) => Count();

    public Task ConversationRemoved(ConversationRemoved removed) => Count();

    public Task HistoryCleared(HistoryCleared cleared) => Count();

    public Task OwnStateChanged(OwnStateChanged changed) => Count();

    public Task Connected(Connected connected) => Count();

    public Task SignedIn(Session session) => Count();

    public Task Problem(Problem problem) => Count();

    public Task UserTyping(UserTyping typing) => Count();

    public Task MessageDelta(MessageDelta delta) => Count();

    public Task PresenceChanged(Shown presence) => Count();

    public Task RegistrationRequested(RegistrationRequested requested) => Count();

    public Task Greeting(Greeting greeting) => Count();

    public Task EmotionUpdated(EmotionUpdate update) => Count();

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
