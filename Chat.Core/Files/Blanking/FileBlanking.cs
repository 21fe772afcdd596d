using Chat.Core.Results;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Files.Blanking;

/// <summary>
/// For pictures that nothing here can draw and write anew: what they tell beside their pixels is overwritten where it lies, so that size,
/// offsets and pixels stay as they came.
/// </summary>
public sealed class PictureBlanking(ILogger<PictureBlanking> logger) : IDisposable
{
    // Each may hold a few megabytes of directories; the others wait with theirs on disk.
    private const int AtOnce = 4;

    private static readonly Refusal Broken = Refusal.Invalid(
        "this picture is broken, so that what it tells about its sender cannot be removed; send a whole file, or the picture as a JPEG");

    private readonly SemaphoreSlim _places = new(AtOnce);

    internal static bool Knows(string contentType) => contentType is ContentTypes.Heic or ContentTypes.Tiff;

    internal async Task<Refusal?> BlankAsync(FileDraft draft, string contentType, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => Blank(draft.Upload, contentType, cancellationToken), cancellationToken);
            return null;
        }
        catch (BrokenPictureException broken)
        {
            logger.PictureBroken(contentType, broken.Message);
            return Broken;
        }
        finally { _places.Release(); }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Nothing is written before everything was read.</summary>
    private static void Blank(string path, string contentType, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var picture = new PictureBytes(file);
        var blanks = new Blanks(picture);
        if (contentType == ContentTypes.Heic) { new HeifMetadata(picture, blanks, cancellationToken).Find(); }
        else { new TiffMetadata(picture, blanks, cancellationToken).Find(); }
        blanks.Write(cancellationToken);
    }
}
