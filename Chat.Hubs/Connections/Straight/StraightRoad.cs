using System.Collections.Concurrent;
using Chat.Hubs.Lanes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// The road of a WebSocket that was opened without a negotiation before it, as all of Chat's clients open theirs: its request is
/// answered and over, HTTP ends on its connection, and what is left is the socket, its frames and the hub. Negotiated connections,
/// those that come back to what they had and those that the server itself encrypts take the framework's own.
/// </summary>
internal sealed class StraightRoad(
    HubConnectionHandler<ChatHub> hub, OutboxRules rules, IHostApplicationLifetime host, TimeProvider clock, ILogger<StraightRoad> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    // Longer than the outbox's: whose reader takes nothing is for it to say, which counts it and is patient with the slow.
    private readonly TimeSpan _patience = rules.Patience + TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<StraightConnection, byte> _open = [];

    public static bool Takes(HttpContext http) =>
        Upgrade.CanTake(http) && !http.Request.Query.ContainsKey("id") && !http.Request.Query.ContainsKey("useStatefulReconnect")
        && http.Features.Get<Handover>() is not null && http.Features.Get<ITlsHandshakeFeature>() is null;

    /// <summary>The request's part: whose the connection is, and that it is a WebSocket now.</summary>
    public async Task TakeAsync(HttpContext http, Func<ConnectionContext, ChatConnection> meet)
    {
        await Upgrade.TakeAsync(http);
        http.Features.GetRequiredFeature<Handover>().Take(clock, meet);
    }

    /// <summary>All of a connection: its requests, and the WebSocket that the last of them may have become.</summary>
    public async Task RunAsync(ConnectionContext wire, ConnectionDelegate http)
    {
        var handover = Handover.Prepare(wire);
        await http(wire);
        if (handover?.Taken is not var (connection, chat)) { return; }
        handover.End();
        handover = null;
        await RunAsync(connection, chat);
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

    private async Task RunAsync(StraightConnection connection, ChatConnection chat)
    {
        chat.Enter();
        _open.TryAdd(connection, 0);
        try
        {
            if (host.ApplicationStopping.IsCancellationRequested) { connection.Stop(); }
            await hub.OnConnectedAsync(connection);
            await connection.FinishAsync(CloseLimit);
        }
        finally
        {
            _open.TryRemove(connection, out _);
            await connection.ReleaseAsync();
        }
    }

    private void StopAll()
    {
        foreach (var (connection, _) in _open) { connection.Stop(); }
    }
}
