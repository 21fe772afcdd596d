using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;

namespace Chat.Contracts;

/// <summary>What the server may push.</summary>
public interface IChatClient
{
    /// <summary>The first event of every connection.</summary>
    Task Connected(Connected connected);

    /// <summary>This connection now belongs to a user, or its session was renewed.</summary>
    Task SignedIn(Session session);

    /// <summary>Something that no answer of a method could say.</summary>
    Task Problem(Problem problem);

    /// <summary>A good face that is not known here: ask for a name and call <c>RegisterUser</c>.</summary>
    Task RegistrationRequested(RegistrationRequested requested);

    /// <summary>After a face signed somebody in.</summary>
    Task Greeting(Greeting greeting);

    // The durable lane: each carries the revision it made, and is applied at the last one plus one.

    Task MessageReceived(Message message);

    Task MessageUpdated(Message message);

    /// <summary>Made, renamed, or of other members; as the receiver sees it.</summary>
    Task ConversationUpdated(Conversation conversation);

    /// <summary>Gone for the receiver, whatever happened to it for others.</summary>
    Task ConversationRemoved(ConversationRemoved removed);

    Task HistoryCleared(HistoryCleared cleared);

    Task ReadMoved(ReadMoved mark);

    /// <summary>What concerns the receiver alone, on the receiver's devices.</summary>
    Task OwnStateChanged(OwnStateChanged changed);

    // The ephemeral lane: the newest wins, and it is dropped first when a reader is slow.

    /// <summary>Ends by itself; never sent in conversations of more than 100 members.</summary>
    Task UserTyping(UserTyping typing);

    /// <summary>A piece of a message whose status is <c>streaming</c>; at most 20 a second for each.</summary>
    Task MessageDelta(MessageDelta delta);

    Task PresenceChanged(Presence.Presence presence);

    /// <summary>The receiver's own, from any device.</summary>
    Task EmotionUpdated(EmotionUpdate update);
}
