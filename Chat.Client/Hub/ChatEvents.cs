using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Client.Hub;

public static class ChatEvents
{
    extension(HubConnection connection)
    {
        /// <summary>Hands every event of the server to <paramref name="client"/>, until the answer is disposed.</summary>
        public IDisposable Receive(IChatClient client) => new Subscriptions(
        [
            connection.On<Connected>(nameof(IChatClient.Connected), client.Connected),
            connection.On<Session>(nameof(IChatClient.SignedIn), client.SignedIn),
            connection.On<Problem>(nameof(IChatClient.Problem), client.Problem),
            connection.On<RegistrationRequested>(nameof(IChatClient.RegistrationRequested), client.RegistrationRequested),
            connection.On<Greeting>(nameof(IChatClient.Greeting), client.Greeting),

            connection.On<Message>(nameof(IChatClient.MessageReceived), client.MessageReceived),
            connection.On<Message>(nameof(IChatClient.MessageUpdated), client.MessageUpdated),
            connection.On<Conversation>(nameof(IChatClient.ConversationUpdated), client.ConversationUpdated),
            connection.On<ConversationRemoved>(nameof(IChatClient.ConversationRemoved), client.ConversationRemoved),
            connection.On<HistoryCleared>(nameof(IChatClient.HistoryCleared), client.HistoryCleared),
            connection.On<ReadMoved>(nameof(IChatClient.ReadMoved), client.ReadMoved),
            connection.On<OwnStateChanged>(nameof(IChatClient.OwnStateChanged), client.OwnStateChanged),

            connection.On<UserTyping>(nameof(IChatClient.UserTyping), client.UserTyping),
            connection.On<MessageDelta>(nameof(IChatClient.MessageDelta), client.MessageDelta),
            connection.On<Presence>(nameof(IChatClient.PresenceChanged), client.PresenceChanged),
            connection.On<EmotionUpdate>(nameof(IChatClient.EmotionUpdated), client.EmotionUpdated),
        ]);
    }

    private sealed class Subscriptions(IDisposable[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in all) { one.Dispose(); }
        }
    }
}
