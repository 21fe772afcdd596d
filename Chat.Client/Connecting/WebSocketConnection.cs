using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Chat.Client.Connecting;

/// <summary>A WebSocket as the duplex pipe that SignalR speaks over. One flush is one message, and frames need not match messages.</summary>
internal sealed class WebSocketConnection : DefaultConnectionContext
{
    // An orderly close is worth waiting for, a dead peer is not.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private readonly WebSocketStream _stream;

    private WebSocketConnection(ClientWebSocket socket, WebSocketStream stream)
        : base(Guid.NewGuid().ToString("N"))
    {
        (_socket, _stream) = (socket, stream);
        Transport = new Duplex(
            PipeReader.Create(stream, new(leaveOpen: true)), PipeWriter.Create(stream, new(leaveOpen: true)));
    }

    public static async ValueTask<ConnectionContext> OpenAsync(Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            if (accessToken is not null) { socket.Options.SetRequestHeader("Authorization", $"Bearer {accessToken}"); }
            socket.Options.CollectHttpResponseDetails = true;
            await socket.ConnectAsync(address, cancellationToken);
            return new WebSocketConnection(socket, WebSocketStream.Create(socket, WebSocketMessageType.Binary, CloseTimeout));
        }
        catch (WebSocketException failure)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            if (status is System.Net.HttpStatusCode.Unauthorized) { throw new SignInRequiredException(failure); }
            throw;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

    public override async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
        await base.DisposeAsync();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
