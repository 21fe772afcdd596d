using Chat.Client.Hub;
using Chat.Client.Sending;
using Chat.Client.Sessions;
using Chat.Client.Storing;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;

namespace Chat.Client.Connecting;

/// <summary>Takes what the server tells to where it belongs, and then to the program's own listener.</summary>
internal sealed class EventReceiver(ChatStore store, SessionKeeper sessions, SendLoop sending, IChatClient? listener) : IChatClient
{
    public Task Connected(Connected connected)
    {
        sessions.SetTime(connected.ServerTime);
        sending.SetLimit(connected.ServerInfo.Limits.HubMessageBytes);
        return Pass(one => one.Connected(connected));
    }

    public async Task SignedIn(Session session)
    {
        await sessions.TakeAsync(session, CancellationToken.None);
        await Pass(one => one.SignedIn(session));
    }

    public Task Problem(Problem problem)
    {
        if (problem.Sync is true) { store.RequireSync(); }
        return Pass(one => one.Problem(problem));
    }

    public Task RegistrationRequested(RegistrationRequested requested) => Pass(one => one.RegistrationRequested(requested));

    public Task Greeting(Greeting greeting) => Pass(one => one.Greeting(greeting));

    public Task MessageReceived(Message message) => TakeAsync(new MessageEvent(message), one => one.MessageReceived(message));

    public Task MessageUpdated(Message message) => TakeAsync(new MessageEvent(message), one => one.MessageUpdated(message));

    public Task ConversationUpdated(Conversation conversation) =>
        TakeAsync(new ConversationEvent(conversation), one => one.ConversationUpdated(conversation));

    public Task ConversationRemoved(ConversationRemoved removed) =>
        TakeAsync(new RemovedEvent(removed.ConversationId), one => one.ConversationRemoved(removed));

    public Task HistoryCleared(HistoryCleared cleared) => TakeAsync(new ClearedEvent(cleared), one => one.HistoryCleared(cleared));

    public Task ReadMoved(ReadMoved mark) => TakeAsync(new ReadEvent(mark), one => one.ReadMoved(mark));

    public Task OwnStateChanged(OwnStateChanged changed) => TakeAsync(new OwnEvent(changed), one => one.OwnStateChanged(changed));

    public Task UserTyping(UserTyping typing) => Pass(one => one.UserTyping(typing));

    public Task MessageDelta(MessageDelta delta)
    {
        store.Extend(delta);
        return Pass(one => one.MessageDelta(delta));
    }

    public Task PresenceChanged(Presence presence) => Pass(one => one.PresenceChanged(presence));

    public Task EmotionUpdated(EmotionUpdate update) => Pass(one => one.EmotionUpdated(update));

    private Task TakeAsync(ChatEvent happened, Func<IChatClient, Task> pass)
    {
        store.Receive(happened);
        return Pass(pass);
    }

    private Task Pass(Func<IChatClient, Task> pass) => listener is null ? Task.CompletedTask : pass(listener);
}
