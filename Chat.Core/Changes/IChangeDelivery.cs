namespace Chat.Core.Changes;

/// <summary>
/// Takes what was committed on this node, in the order of commits, to everybody concerned on every node. It neither waits nor
/// fails: whoever misses something finds out by the revisions and reads the database.
/// </summary>
public interface IChangeDelivery
{
    void Deliver(IReadOnlyList<Change> committed);
}
