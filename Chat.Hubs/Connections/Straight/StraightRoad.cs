using System.Collections.Concurrent;
using System.Net.WebSockets;
using Chat.Hubs.Lanes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// The road of a WebSocket that was opened without a negotiation before it, as all of Chat's clients open theirs: from the socket to
/// the hub with nothing between. Negotiated connections, and those that come back to what they had, take the framework's own.
/// </summary>
internal sealed class StraightRoad(OutboxRules rules, IHostApplicationLifetime host, TimeProvider clock, ILogger<StraightRoad> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    // Longer than the outbox's: whose reader takes nothing is for it to say, which counts it and is patient with the slow.
    private readonly TimeSpan _patience = rules.Patience + TimeSpan.FromSeconds(10);

    // SignalR asks for a sign of life itself.
    private static readonly WebSocketAcceptContext Accept = new() { KeepAliveInterval = Timeout.InfiniteTimeSpan };

    private readonly ConcurrentDictionary<StraightConnection, byte> _open = [];

    public static bool Takes(HttpContext http) =>
        http.WebSockets.IsWebSocketRequest && !http.Request.Query.ContainsKey("id") && !http.Request.Query.ContainsKey("useStatefulReconnect");

    public async Task RunAsync(HttpContext http, ConnectionDelegate hub, Action<HttpContext, ConnectionContext> enter)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(Accept);
        await using var connection = new StraightConnection(http, socket, clock);
        enter(http, connection);
        Forget(http);
        _open.TryAdd(connection, 0);
        try
        {
            if (host.ApplicationStopping.IsCancellationRequested) { connection.Stop(); }
            await hub(connection);
            await connection.FinishAsync(CloseLimit);
            await CloseAsync(socket);
        }
        finally { _open.TryRemove(connection, out _); }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        host.ApplicationStopping.Register(StopAll);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetTimestamp();
            foreach (var (connection, _) in _open)
            {
                try { connection.Beat(now, _patience); }
                catch (Exception surprise) { logger.SweepFailed(surprise); }
            }
        }
    }

    /// <summary>The request lives as long as the connection; what it said to come in is needed by nobody, and tokens are in it.</summary>
    private static void Forget(HttpContext http)
    {
        http.Request.Query = QueryCollection.Empty;
        http.Request.QueryString = default;
        http.Request.Headers.Authorization = default;
        http.Features.Set<IAuthenticateResultFeature>(null);
        http.Features.Set<IHttpAuthenticationFeature>(null);
        if (http.Features.Get<IHttpRequestFeature>() is { } request) { request.RawTarget = ""; }
    }

    private static async Task CloseAsync(WebSocket socket)
    {
        try
        {
            using var limit = new CancellationTokenSource(CloseLimit);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException) { }
    }

    private void StopAll()
    {
        foreach (var (connection, _) in _open) { connection.Stop(); }
    }
}
