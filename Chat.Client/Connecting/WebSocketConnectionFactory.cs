using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Chat.Client.Connecting;

/// <summary>Opens WebSockets for SignalR's <c>HubConnection</c>, with a token that is asked for anew each time.</summary>
internal sealed class WebSocketConnectionFactory(Func<CancellationToken, ValueTask<string?>> accessToken) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        await WebSocketConnection.OpenAsync(((UriEndPoint)endpoint).Uri, await accessToken(cancellationToken), cancellationToken);
}
