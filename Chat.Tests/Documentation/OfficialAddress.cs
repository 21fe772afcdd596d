using System.Net;
using Chat.Client.Connecting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Documentation;

/// <summary>Stands in for the package that brings <c>WithUrl</c>: the same client and protocol, over this house's own WebSocket.</summary>
internal static class OfficialAddress
{
    public static IHubConnectionBuilder WithUrl(this HubConnectionBuilder builder, string address)
    {
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(_ => new((string?)null)));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(address) { Scheme = "ws" }.Uri));
        return builder;
    }
}
