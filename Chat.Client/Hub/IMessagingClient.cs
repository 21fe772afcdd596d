using Chat.Contracts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Sync;

namespace Chat.Client.Hub;

/// <summary>The server's events of conversations and messages.</summary>
public interface IMessagingClient : IChatClient
{
    Task MessageReceived(Message message);

    Task MessageUpdated(Message message);

    Task ConversationUpdated(Conversation conversation);

    Task ConversationRemoved(ConversationRemoved removed);

    Task HistoryCleared(HistoryCleared cleared);

    Task ReadMoved(ReadMoved mark);

    Task OwnStateChanged(OwnStateChanged changed);

    Task UserTyping(UserTyping typing);

    Task PresenceChanged(Presence presence);
}
