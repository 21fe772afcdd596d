using System.Net;
using Chat.Contracts.Protocol;
using Chat.Contracts.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.Client.Connecting;

/// <summary>Makes SignalR connections to a Chat server that speak the contract.</summary>
public static class HubConnections
{
    /// <param name="server">The server's address, such as <c>http://localhost:5000</c>.</param>
    /// <param name="accessToken">Asked at every (re)connect; null connects as nobody.</param>
    /// <param name="encoding">MessagePack unless somebody wants to read along.</param>
    /// <param name="retry">When to reconnect; null: never by itself.</param>
    public static HubConnection Create(
        Uri server, Func<CancellationToken, ValueTask<string?>>? accessToken = null, WireEncoding encoding = WireEncoding.MessagePack,
        IRetryPolicy? retry = null)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(accessToken ?? (_ => new((string?)null))));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(HubAddress(server)));
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton<IHubProtocol>(encoding is WireEncoding.Json ? Json() : new MessagePackChatProtocol());
        if (retry is not null) { builder.Services.AddSingleton(retry); }
        return builder.Build();
    }

    private static Uri HubAddress(Uri server) => new UriBuilder(server)
    {
        Scheme = server.Scheme is "https" or "wss" ? "wss" : "ws",
        Path = $"{server.AbsolutePath.TrimEnd('/')}/hubs/chat",
    }.Uri;

    private static JsonHubProtocol Json()
    {
        var options = new JsonHubProtocolOptions();
        ChatJson.Configure(options.PayloadSerializerOptions);
        return new(Options.Create(options));
    }
}

public enum WireEncoding
{
    MessagePack,
    Json,
}
