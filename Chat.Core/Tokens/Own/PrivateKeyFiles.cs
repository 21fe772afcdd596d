using Chat.Core.Data;
using Chat.Core.Tokens.Jose;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Tokens.Own;

/// <summary>
/// The private halves in the data directory, <c>signing-&lt;id&gt;.pem</c>. Losing one loses nothing: tokens are checked with
/// public halves, and a node without a key makes one. Nodes that share a directory share its keys.
/// </summary>
internal sealed class PrivateKeyFiles(DataDirectory directory, ILogger<PrivateKeyFiles> logger)
{
    private const string Prefix = "signing-";
    private const string Finished = ".pem";
    private const string Unfinished = ".tmp";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>
    /// The ids of all keys whose files are here. Ask before asking for the public halves: a row comes before its file.
    /// </summary>
    public IReadOnlyList<string> List() => Directory.Exists(directory.Secrets)
        ? [.. Directory.EnumerateFiles(directory.Secrets, Prefix + "*").Select(IdOf).OfType<string>().Distinct()]
        : [];

    /// <summary>Null when it is missing, damaged, not the key its name says, or was open to other users of the machine.</summary>
    public PrivateKey? Read(string id)
    {
        var path = PathOf(id, Finished);
        if (!File.Exists(path)) { return null; }
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            logger.PrivateKeyWasOpen(id);
            return null;
        }

        var key = PrivateKey.FromPem(File.ReadAllText(path));
        if (string.Equals(key?.Id, id, StringComparison.Ordinal)) { return key; }

        logger.PrivateKeyIsDamaged(id);
        return null;
    }

    /// <summary>Under another name first: whoever finds the file finds all of it.</summary>
    public void Write(PrivateKey key)
    {
        MakeDirectory();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = OwnerOnly; }

        using (var file = new FileStream(PathOf(key.Id, Unfinished), options))
        using (var text = new StreamWriter(file))
        {
            text.Write(key.ToPem());
            text.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(PathOf(key.Id, Unfinished), PathOf(key.Id, Finished));
    }

    public void Remove(string id)
    {
        File.Delete(PathOf(id, Finished));
        File.Delete(PathOf(id, Unfinished));
    }

    private static string? IdOf(string path)
    {
        if (Path.GetExtension(path) is not (Finished or Unfinished)) { return null; }

        var id = Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
        return id.Length == JwkText.ThumbprintLength ? id : null;
    }

    private void MakeDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory.Secrets);
            return;
        }

        Directory.CreateDirectory(directory.Root);
        Directory.CreateDirectory(directory.Secrets, OwnerOnly | UnixFileMode.UserExecute);
    }

    private string PathOf(string id, string extension) => Path.Combine(directory.Secrets, Prefix + id + extension);
}
