namespace Chat.Core.Changes;

/// <summary>For a server without sockets.</summary>
internal sealed class NobodyListens : IChangeDelivery
{
    public void Deliver(IReadOnlyList<Change> committed)
    {
    }
}
