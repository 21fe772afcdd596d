using System.Buffers;
using Chat.Core.Results;

namespace Chat.Core.Files;

/// <summary>Brings an upload to the disk as it comes, in pieces, and stops at the limit.</summary>
internal static class Receiving
{
    private const int PieceBytes = 64 * 1024;

    public static async Task<Result<Received>> ReceiveAsync(
        this FileDraft draft, Stream content, UploadLimit limit, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            await using var file = draft.Create(draft.Upload);
            var head = new MemoryStream(ContentTypes.HeadBytes);
            var size = 0L;
            int read;
            while ((read = await content.ReadAsync(piece.AsMemory(0, PieceBytes), cancellationToken)) > 0)
            {
                size += read;
                if (size > limit.Bytes) { return limit.Refusal; }
                head.Write(piece, 0, Math.Min(read, ContentTypes.HeadBytes - (int)head.Length));
                await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            }

            return size is 0 ? Refusal.Invalid("The file is empty.") : new Received(size, ContentTypes.Detect(head.GetBuffer().AsSpan(0, (int)head.Length)));
        }
        finally { ArrayPool<byte>.Shared.Return(piece); }
    }
}

internal sealed record Received(long Size, string ContentType);
