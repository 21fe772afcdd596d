namespace Chat.Core.Files;

/// <summary>A file on its way to its place. Disposed before <see cref="Keep"/>, it leaves nothing.</summary>
public sealed class FileDraft : IDisposable
{
    private readonly FileFolder _folder;
    private readonly string _place;
    private readonly CreateFile _create;
    private bool _isKept;

    internal FileDraft(FileFolder folder, Guid id, string place, CreateFile create)
    {
        (_folder, Id, _place, _create) = (folder, id, place, create);
        (Upload, Content, Thumbnail) = (At("upload"), At("content"), At("thumbnail"));
    }

    public Guid Id { get; }

    /// <summary>As it came.</summary>
    public string Upload { get; }

    /// <summary>As this server wrote it anew; absent, the upload is kept.</summary>
    public string Content { get; }

    public string Thumbnail { get; }

    public FileStream Create(string part) => _create(part);

    public async Task WriteAsync(string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var file = Create(part);
        await file.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>Brings it to its place and to the disk. Whether it stays there is then for the database to say.</summary>
    public void Keep()
    {
        Move(File.Exists(Content) ? Content : Upload, _folder.ContentOf(Id));
        if (File.Exists(Thumbnail)) { Move(Thumbnail, _folder.ThumbnailOf(Id)); }
        _isKept = true;
    }

    /// <summary>The database has it.</summary>
    public void Settle() => _folder.Settle(Id);

    /// <summary>The database will not have it.</summary>
    public void Discard()
    {
        _folder.Remove(Id);
        _folder.Settle(Id);
    }

    public void Dispose()
    {
        if (!_isKept) { Discard(); }
    }

    private static void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);

        // After the move: on ext4, XFS and btrfs this brings the new name to the disk too, so that no row outlives a power cut
        // without its file.
        using var moved = File.OpenHandle(to, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(moved);
    }

    private string At(string part) => Path.Combine(_place, part);
}
