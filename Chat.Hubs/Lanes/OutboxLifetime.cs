using Chat.Hubs.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Lanes;

/// <summary>Gives every connection its outbox, and lets what the hub tells one connection wait its turn there too.</summary>
internal sealed class OutboxLifetime(
    ConnectionBook connections, OutboxRules rules, ILogger<DefaultHubLifetimeManager<ChatHub>> logger)
    : DefaultHubLifetimeManager<ChatHub>(logger)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var taken = ChatConnection.Of(connection);
        taken.Outbox = new(connection, rules);
        connections.Add(taken);
        return base.OnConnectedAsync(connection);
    }

    /// <summary>Comes for every connection; the hub's own does not when its beginning failed.</summary>
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        var gone = ChatConnection.Of(connection);
        connections.Remove(gone);
        gone.Outbox?.End();
        return base.OnDisconnectedAsync(connection);
    }

    public override Task SendConnectionAsync(
        string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        if (connections.Find(connectionId)?.Outbox is not { } outbox)
        {
            return base.SendConnectionAsync(connectionId, methodName, args, cancellationToken);
        }

        outbox.Send(new(new InvocationMessage(methodName, args)));
        return Task.CompletedTask;
    }
}
