using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// A connection on which HTTP is spoken, until one of its requests becomes a WebSocket. HTTP's own part of it ends there; what it left
/// behind, to be woken every second, must not keep all of it in memory.
/// </summary>
internal sealed class Handover : IConnectionHeartbeatFeature
{
    private readonly ConnectionContext _wire;
    private readonly Socket _socket;
    private (Action<object> Beat, object State)[] _beats = [];

    private Handover(ConnectionContext wire, Socket socket, IConnectionHeartbeatFeature heart)
    {
        (_wire, _socket) = (wire, socket);
        heart.OnHeartbeat(static self => ((Handover)self).Beat(), this);
    }

    public (StraightConnection Connection, ChatConnection Chat)? Taken { get; private set; }

    /// <summary>Where a connection is a socket's; elsewhere the framework's road is taken.</summary>
    public static Handover? Prepare(ConnectionContext wire)
    {
        if (wire.Features.Get<IConnectionSocketFeature>() is not { Socket: var socket }) { return null; }
        if (wire.Features.Get<IConnectionHeartbeatFeature>() is not { } heart) { return null; }
        var handover = new Handover(wire, socket, heart);
        wire.Features.Set(handover);
        wire.Features.Set<IConnectionHeartbeatFeature>(handover);
        return handover;
    }

    public void OnHeartbeat(Action<object> action, object state) => _beats = [.. _beats, (action, state)];

    /// <summary>The request ends after this, and HTTP with it.</summary>
    public void Take(TimeProvider clock, Func<ConnectionContext, ChatConnection> meet)
    {
        var connection = new StraightConnection(_wire, _socket, clock);
        Taken = (connection, meet(connection));
    }

    /// <summary>HTTP has ended.</summary>
    public void End()
    {
        _beats = [];
        _wire.Features.Set<IConnectionTimeoutFeature>(null);
        _wire.Features.Set<Handover>(null);
    }

    private void Beat()
    {
        foreach (var (beat, state) in _beats) { beat(state); }
    }
}
