using Chat.Core.Results;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Files.Blanking;

/// <summary>
/// For pictures and films that nothing here can draw and write anew: what they tell beside their pixels is overwritten where it lies, so
/// that size, offsets and pixels stay as they came.
/// </summary>
public sealed class FileBlanking(ILogger<FileBlanking> logger) : IDisposable
{
    // Each may hold a few megabytes of directories; the others wait with theirs on disk.
    private const int AtOnce = 4;

    private static readonly Refusal Broken = Refusal.Invalid(
        "this file is broken, so that what it tells about its sender cannot be removed; send a whole one, or a picture as a JPEG");

    private readonly SemaphoreSlim _places = new(AtOnce);

    internal static bool Knows(string contentType) => contentType is ContentTypes.Heic or ContentTypes.Tiff || IsFilm(contentType);

    internal async Task<Refusal?> BlankAsync(FileDraft draft, string contentType, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => Blank(draft.Upload, contentType, cancellationToken), cancellationToken);
            return null;
        }
        catch (BrokenFileException broken)
        {
            logger.FileBroken(contentType, broken.Message);
            return Broken;
        }
        finally { _places.Release(); }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Nothing is written before everything was read.</summary>
    private static void Blank(string path, string contentType, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var bytes = new BytesOnDisk(file);
        var blanks = new Blanks(bytes);
        var boxes = new IsoBoxes(bytes, cancellationToken);
        if (contentType == ContentTypes.Heic) { new HeifMetadata(bytes, boxes, blanks).Find(); }
        else if (IsFilm(contentType)) { new FilmMetadata(boxes, blanks).Find(bytes.Whole); }
        else { new TiffMetadata(bytes, blanks, cancellationToken).Find(); }

        blanks.Write(cancellationToken);
    }

    private static bool IsFilm(string contentType) => contentType is ContentTypes.Mp4 or ContentTypes.QuickTime;
}
