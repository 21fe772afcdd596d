using Chat.Core.Data;

namespace Chat.Assistant.Replies;

/// <summary>
/// A name of this node that outlives its process: what a killed server left unfinished is its own at the next start. The data
/// directory belongs to one process at a time, so nobody else has it.
/// </summary>
internal sealed class NodeIdentity
{
    public NodeIdentity(DataDirectory directory)
    {
        var file = Path.Combine(directory.Root, "assistant.node");
        if (File.Exists(file) && Guid.TryParse(File.ReadAllText(file), out var known))
        {
            Id = known;
            return;
        }

        Id = Guid.NewGuid();
        Directory.CreateDirectory(directory.Root);
        File.WriteAllText(file, Id.ToString());
    }

    public Guid Id { get; }
}
