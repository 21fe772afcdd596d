using System.Net;
using System.Net.Sockets;

namespace Chat.Tests.Checker;

/// <summary>One connection through the proxy.</summary>
internal sealed class ProxyLink(int number, Socket client)
{
    // Small, so that a reader that is held is soon felt by the server.
    private const int Buffer = 8 * 1024;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Buffer };
    private volatile Task _hold = Task.CompletedTask;

    public int Number { get; } = number;

    /// <summary>What the client says goes nowhere: a cut before the server heard.</summary>
    public bool IsDeafToClient { get; set; }

    /// <summary>What the server says goes nowhere: a cut after it heard and before its acknowledgement arrived.</summary>
    public bool IsDeafToServer { get; set; }

    /// <summary>The client reads nothing until then.</summary>
    public void HoldUntil(Task released) => _hold = released;

    public void Cut()
    {
        // Without lingering: the other side gets a reset, as from a machine that is gone.
        foreach (var socket in (Socket[])[client, _server])
        {
            try
            {
                socket.LingerState = new(enable: true, seconds: 0);
                socket.Close();
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                // It was gone already.
            }
        }
    }

    public async Task RunAsync(int target, CancellationToken cancellationToken)
    {
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, target, cancellationToken);
            await Task.WhenAny(
                PumpAsync(client, _server, () => IsDeafToClient, () => Task.CompletedTask, cancellationToken),
                PumpAsync(_server, client, () => IsDeafToServer, () => _hold, cancellationToken));
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody listens there now.
        }
        finally { Cut(); }
    }

    private static async Task PumpAsync(Socket from, Socket to, Func<bool> isDeaf, Func<Task> hold, CancellationToken cancellationToken)
    {
        var buffer = new byte[Buffer];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
            {
                await hold().WaitAsync(cancellationToken);
                for (var sent = 0; sent < count && !isDeaf();) { sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken); }
            }
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
