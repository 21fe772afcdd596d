using System.Net;
using System.Net.Sockets;
using Chat.Hubs;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Chat.Api.Start;

/// <summary>
/// How connections are accepted. The system lets a few megabytes wait in each socket for a reader who does not read, where nobody bounds,
/// counts or drops them. What is sent and not yet acknowledged is not limited, so that a distant reader is as fast as ever.
/// </summary>
internal static class ListenSockets
{
    private const int NotSentBytes = 128 * 1024;

    private const int Tcp = 6;
    private const int NotSentLowWater = 25;

    extension(WebApplicationBuilder builder)
    {
        public void AddChatSockets()
        {
            builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = Bind);
            builder.WebHost.ConfigureKestrel(server => server.ConfigureEndpointDefaults(door => door.UseStraightRoad()));
        }
    }

    private static Socket Bind(EndPoint address)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        if (!OperatingSystem.IsLinux() || address is not IPEndPoint) { return socket; }

        // Each accepted socket inherits it.
        try { socket.SetRawSocketOption(Tcp, NotSentLowWater, BitConverter.GetBytes(NotSentBytes)); }
        catch (SocketException) { /* A system without the option: its own bounds hold. */ }
        return socket;
    }
}
