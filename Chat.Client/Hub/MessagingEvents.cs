using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Sync;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Client.Hub;

public static class MessagingEvents
{
    extension(HubConnection connection)
    {
        /// <summary>Hands every event of the server to <paramref name="client"/>.</summary>
        public void ReceiveAll(IMessagingClient client)
        {
            connection.Receive(client);
            connection.On<Message>(nameof(IMessagingClient.MessageReceived), client.MessageReceived);
            connection.On<Message>(nameof(IMessagingClient.MessageUpdated), client.MessageUpdated);
            connection.On<Conversation>(nameof(IMessagingClient.ConversationUpdated), client.ConversationUpdated);
            connection.On<ConversationRemoved>(nameof(IMessagingClient.ConversationRemoved), client.ConversationRemoved);
            connection.On<HistoryCleared>(nameof(IMessagingClient.HistoryCleared), client.HistoryCleared);
            connection.On<ReadMoved>(nameof(IMessagingClient.ReadMoved), client.ReadMoved);
            connection.On<OwnStateChanged>(nameof(IMessagingClient.OwnStateChanged), client.OwnStateChanged);
            connection.On<UserTyping>(nameof(IMessagingClient.UserTyping), client.UserTyping);
            connection.On<Presence>(nameof(IMessagingClient.PresenceChanged), client.PresenceChanged);
        }
    }
}
