namespace Chat.Core.Nodes;

/// <summary>
/// A doorbell between nodes, not the truth: what it carries may be lost, and whoever listens can always read the database.
/// A node hears its own messages too, so that one road serves one node and many.
/// </summary>
public interface INodeBus
{
    /// <summary>Sends at most <see cref="MaxPayload"/> characters to every node on <paramref name="topic"/>.</summary>
    Task PublishAsync(string topic, string payload, CancellationToken cancellationToken);

    /// <summary>The handler runs for every message in order, and must be quick. Disposing the answer ends it.</summary>
    IDisposable Subscribe(string topic, Func<string, CancellationToken, Task> handler);

    /// <summary>Raised after the bus was away: what was sent meanwhile is gone, so read the database.</summary>
    IDisposable OnReconnected(Func<CancellationToken, Task> handler);

    /// <summary>Nobody else can ever hear: what a node tells itself need not go over the bus at all.</summary>
    bool IsAlone => false;

    /// <summary>PostgreSQL's NOTIFY takes 8,000 bytes.</summary>
    const int MaxPayload = 7_000;
}
