using System.Collections.Concurrent;

namespace Chat.Hubs.Connections;

/// <summary>The connections that the hub has taken and that are not gone.</summary>
public sealed class ConnectionBook(Devices devices, HubMetrics metrics)
{
    private readonly ConcurrentDictionary<string, ChatConnection> _open = [];

    internal int Count => _open.Count;

    internal IEnumerable<ChatConnection> All => _open.Select(one => one.Value);

    internal ChatConnection? Find(string connectionId) => _open.GetValueOrDefault(connectionId);

    internal void Add(ChatConnection connection)
    {
        if (_open.TryAdd(connection.Id, connection)) { metrics.ConnectionsChanged(1); }
    }

    internal void Remove(ChatConnection connection)
    {
        if (_open.TryRemove(connection.Id, out _)) { metrics.ConnectionsChanged(-1); }
        devices.Leave(connection);
    }
}
