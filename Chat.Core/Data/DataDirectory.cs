namespace Chat.Core.Data;

/// <summary>Where everything of this node lies that is not in the database.</summary>
public sealed class DataDirectory(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Readable by the owner alone.</summary>
    public string Secrets => Path.Combine(Root, "secrets");

    public string Files => Path.Combine(Root, "files");

    public string Postgres => Path.Combine(Root, "postgres");
}
