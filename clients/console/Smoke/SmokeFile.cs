using System.Security.Cryptography;
using Chat.Client.Files;

namespace Chat.Terminal.Smoke;

/// <summary>A file there and back, its second half on its own.</summary>
internal static class SmokeFile
{
    // More than one piece of any buffer on the way.
    private const int Bytes = 300_000;

    public static async Task<string> RunAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        var sent = RandomNumberGenerator.GetBytes(Bytes);
        using var device = await trial.DeviceAsync(cancellationToken);
        using var files = new FileTransfer(trial.Address, device);
        using var source = new MemoryStream(sent);
        var attachment = await files.UploadAsync(source, "smoke.bin", null, cancellationToken);
        await trial.Sending.Hub.SendMessage(
            new() { ConversationId = trial.Conversation.Id, ClientMessageId = $"{attachment.Id}", Content = "", AttachmentIds = [attachment.Id] }).WaitAsync(cancellationToken);

        using var whole = await files.DownloadAsync(attachment.Id, 0, null, thumbnail: false, cancellationToken);
        Compare(sent, await ReadAsync(whole, cancellationToken), "The file");
        using var half = await files.DownloadAsync(attachment.Id, Bytes / 2, whole.Tag, thumbnail: false, cancellationToken);
        if (half.Offset is not Bytes / 2) { throw new InvalidDataException("Ranges are not served: a broken download would begin again."); }
        Compare(sent[(Bytes / 2)..], await ReadAsync(half, cancellationToken), "The second half of the file");
        return $"{Bytes} bytes there and back, and in halves";
    }

    private static async Task<byte[]> ReadAsync(FileDownload download, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        await using var source = await download.ReadAsync(cancellationToken);
        await source.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }

    private static void Compare(byte[] sent, byte[] came, string what)
    {
        if (!sent.AsSpan().SequenceEqual(came)) { throw new InvalidDataException($"{what} came back as other bytes."); }
    }
}
