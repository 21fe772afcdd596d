namespace Chat.Hubs.Lanes;

/// <summary>Names this process among the nodes on one database, for as long as it runs.</summary>
public sealed class ThisNode
{
    public Guid Id { get; } = Guid.NewGuid();
}
