using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Hubs.Connections.Straight;

/// <summary>A request becomes a WebSocket, by RFC 6455, section 4.2.2.</summary>
internal static class Upgrade
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static bool CanTake(HttpContext http) =>
        http.WebSockets.IsWebSocketRequest && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };

    /// <summary>After it the connection speaks in frames. What HTTP would read of them is left to whoever has the connection itself.</summary>
    public static async Task TakeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.Clear();
        headers.Upgrade = "websocket";
        headers.Connection = "Upgrade";
        headers.SecWebSocketAccept = Answer(http.Request.Headers.SecWebSocketKey.ToString());
        await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    /// <summary>It shows that the key was understood, and guards nothing.</summary>
    internal static string Answer(string key)
    {
#pragma warning disable CA5350 // The RFC says so.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
    }
}
