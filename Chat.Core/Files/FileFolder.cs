using Chat.Core.Data;
using Microsoft.Extensions.Options;

namespace Chat.Core.Files;

/// <summary>Opens a new file for writing. A disk can be full, and a test must be able to fill it.</summary>
public delegate FileStream CreateFile(string path);

/// <summary>
/// The files on disk, as <c>cd/ab/…abcd</c> by the random end of their ids, each with its thumbnail beside it. What is being made or
/// removed has a folder under <c>drafts</c> until the database agrees: after a crash that folder says what to look at, so that
/// nothing is ever removed only because a database does not know it.
/// </summary>
public sealed class FileFolder
{
    private readonly string _root;
    private readonly string _drafts;
    private readonly CreateFile _create;

    public FileFolder(DataDirectory data, IOptions<FileSettings> settings, CreateFile create)
    {
        _root = settings.Value.Directory is { Length: > 0 } given ? Path.GetFullPath(given) : data.Files;
        _drafts = Path.Combine(_root, "drafts");
        _create = create;
    }

    public FileDraft Begin(Guid id) => new(this, id, Directory.CreateDirectory(DraftOf(id)).FullName, _create);

    /// <summary>Null when it does not lie on this disk.</summary>
    public FileStream? Open(Guid id, bool thumbnail)
    {
        try
        {
            return new(thumbnail ? ThumbnailOf(id) : ContentOf(id), new FileStreamOptions
            {
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                Share = FileShare.Read | FileShare.Delete,
            });
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException) { return null; }
    }

    /// <summary>From here until <see cref="Settle"/> a crash leaves it to the next sweep.</summary>
    public void MarkForRemoval(Guid id) => Directory.CreateDirectory(DraftOf(id));

    public void Remove(Guid id)
    {
        foreach (var path in (string[])[ContentOf(id), ThumbnailOf(id)])
        {
            if (File.Exists(path)) { File.Delete(path); }
        }
    }

    /// <summary>Disk and database agree about this file.</summary>
    public void Settle(Guid id)
    {
        if (Directory.Exists(DraftOf(id))) { Directory.Delete(DraftOf(id), recursive: true); }
    }

    /// <summary>Uploads and removals that nobody has gone on with since.</summary>
    public IEnumerable<Guid> LeftSince(DateTime utc)
    {
        if (!Directory.Exists(_drafts)) { yield break; }
        foreach (var draft in Directory.EnumerateDirectories(_drafts))
        {
            if (Guid.TryParseExact(Path.GetFileName(draft), "N", out var id) && LastTouched(draft) < utc) { yield return id; }
        }
    }

    internal string ContentOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(_root, name[^2..], name[^4..^2], name);
    }

    internal string ThumbnailOf(Guid id) => ContentOf(id) + ".webp";

    private string DraftOf(Guid id) => Path.Combine(_drafts, id.ToString("N"));

    private static DateTime LastTouched(string draft) =>
        new DirectoryInfo(draft).EnumerateFiles().Select(file => file.LastWriteTimeUtc)
            .Append(Directory.GetLastWriteTimeUtc(draft)).Max();
}
