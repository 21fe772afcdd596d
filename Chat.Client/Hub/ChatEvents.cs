using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Server;
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
