using System.Net;

namespace Chat.Client.Files;

/// <summary>A stream as the body of a request that tells how much of it went out.</summary>
internal sealed class ProgressContent(Stream source, long? length, IProgress<FileProgress>? progress) : HttpContent
{
    private const int PieceBytes = 64 * 1024;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceBytes];
        var done = 0L;
        int read;
        while ((read = await source.ReadAsync(piece, cancellationToken)) > 0)
        {
            await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            progress?.Report(new(done += read, length));
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long known)
    {
        known = length ?? 0;
        return length is not null;
    }
}
