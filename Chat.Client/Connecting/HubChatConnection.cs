using Chat.Client.Hub;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Client.Connecting;

internal sealed class HubChatConnection : IChatConnection
{
    private readonly HubConnection _connection;
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HubChatConnection(HubConnection connection, IChatClient events)
    {
        _connection = connection;
        Hub = new ChatHubProxy(connection);
        connection.Receive(events);
        connection.Closed += cause =>
        {
            _closed.TrySetResult(cause);
            return Task.CompletedTask;
        };
    }

    public IChatHub Hub { get; }

    public Task<Exception?> Closed => _closed.Task;

    public Task StartAsync(CancellationToken cancellationToken) => _connection.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
