using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;

namespace Chat.Tests.Running;

/// <summary>Every event of the server goes one way; what it is tells its type.</summary>
public abstract class HearingEverything : IChatClient
{
    public Task Connected(Connected connected) => HearAsync(connected);

    public Task SignedIn(Session session) => HearAsync(session);

    public Task Problem(Problem problem) => HearAsync(problem);

    public Task MessageReceived(Message message) => HearAsync(message);

    public Task MessageUpdated(Message message) => HearAsync(new MessageChange(message));

    public Task ConversationUpdated(Conversation conversation) => HearAsync(conversation);

    public Task ConversationRemoved(ConversationRemoved removed) => HearAsync(removed);

    public Task HistoryCleared(HistoryCleared cleared) => HearAsync(cleared);

    public Task ReadMoved(ReadMoved mark) => HearAsync(mark);

    public Task OwnStateChanged(OwnStateChanged changed) => HearAsync(changed);

    public Task UserTyping(UserTyping typing) => HearAsync(typing);

    public Task MessageDelta(MessageDelta delta) => HearAsync(delta);

    public Task PresenceChanged(Contracts.Presence.Presence presence) => HearAsync(presence);

    public Task RegistrationRequested(RegistrationRequested requested) => HearAsync(requested);

    public Task Greeting(Greeting greeting) => HearAsync(greeting);

    public Task EmotionUpdated(EmotionUpdate update) => HearAsync(update);

    protected abstract Task HearAsync(object told);
}

/// <summary>A message that came as <c>MessageUpdated</c>, told apart from a new one.</summary>
public sealed record MessageChange(Message Message);
