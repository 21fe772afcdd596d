using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;

namespace Chat.Terminal.Running;

/// <summary>Hears everything and does nothing; commands override what they wait for.</summary>
internal class Silence : IChatClient
{
    public virtual Task Connected(Connected connected) => Task.CompletedTask;

    public virtual Task SignedIn(Session session) => Task.CompletedTask;

    public virtual Task Problem(Problem problem) => Task.CompletedTask;

    public virtual Task RegistrationRequested(RegistrationRequested requested) => Task.CompletedTask;

    public virtual Task Greeting(Greeting greeting) => Task.CompletedTask;

    public virtual Task EmotionUpdated(EmotionUpdate update) => Task.CompletedTask;

    public virtual Task MessageReceived(Message message) => Task.CompletedTask;

    public virtual Task MessageUpdated(Message message) => Task.CompletedTask;

    public virtual Task MessageDelta(MessageDelta delta) => Task.CompletedTask;

    public virtual Task ConversationUpdated(Conversation conversation) => Task.CompletedTask;

    public virtual Task ConversationRemoved(ConversationRemoved removed) => Task.CompletedTask;

    public virtual Task HistoryCleared(HistoryCleared cleared) => Task.CompletedTask;

    public virtual Task ReadMoved(ReadMoved mark) => Task.CompletedTask;

    public virtual Task OwnStateChanged(OwnStateChanged changed) => Task.CompletedTask;

    public virtual Task UserTyping(UserTyping typing) => Task.CompletedTask;

    public virtual Task PresenceChanged(Presence presence) => Task.CompletedTask;
}
