using Chat.Core.Results;

namespace Chat.Core.Files;

/// <summary>Writes an uploaded picture anew, without metadata, and its thumbnail beside it.</summary>
public sealed class PictureIntake(IPictures pictures) : IDisposable
{
    public const int ThumbnailSide = 320;

    // Each holds a whole picture in memory; the others wait with theirs on disk.
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _places = new(AtOnce);

    internal async Task<Result<Picture>> TakeAsync(FileDraft draft, long size, CancellationToken cancellationToken)
    {
        if (PictureLimits.CheckBytes(size) is { } tooLarge) { return tooLarge; }
        await _places.WaitAsync(cancellationToken);
        try { return await WriteAsync(draft, cancellationToken); }
        finally { _places.Release(); }
    }

    public void Dispose() => _places.Dispose();

    private async Task<Result<Picture>> WriteAsync(FileDraft draft, CancellationToken cancellationToken)
    {
        var cleaned = await pictures.CleanAsync(await File.ReadAllBytesAsync(draft.Upload, cancellationToken), cancellationToken);
        if (cleaned.IsRefused(out var refusal, out var clean)) { return refusal; }
        var shrunk = await pictures.ThumbnailAsync(clean.Bytes, ThumbnailSide, cancellationToken);
        if (shrunk.IsRefused(out refusal, out var thumbnail)) { return refusal; }

        await draft.WriteAsync(draft.Content, clean.Bytes, cancellationToken);
        await draft.WriteAsync(draft.Thumbnail, thumbnail.Bytes, cancellationToken);
        return clean;
    }
}
