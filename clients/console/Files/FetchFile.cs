using Chat.Client.Connecting;
using Chat.Client.Files;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Files;

/// <summary>
/// One file from the server. It lies under another name, with the tag of its content, until it is whole; a download that broke off goes on
/// there, now or with the next command.
/// </summary>
internal sealed class FetchFile(Shell shell, Guid id, bool thumbnail)
{
    private const int PieceBytes = 64 * 1024;
    private const int Tries = 5;

    // A server that sends nothing for so long will not send the rest.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);

    public async Task ToOutputAsync(CancellationToken cancellationToken)
    {
        using var download = await shell.Files.DownloadAsync(id, 0, null, thumbnail, cancellationToken);
        await using var source = await download.ReadAsync(cancellationToken);
        await using var output = Console.OpenStandardOutput();
        await source.CopyToAsync(output, cancellationToken);
    }

    public async Task<Downloaded> ToFileAsync(string? output, bool force, CancellationToken cancellationToken)
    {
        if (output is not null && !Directory.Exists(output)) { CheckFree(output, force); }
        var part = Path.Combine(FolderOf(output), $".chat-{id}{(thumbnail ? "-small" : "")}.part");
        var policy = new ReconnectPolicy();
        for (var failures = 1; ; failures++)
        {
            try { return await Progress.ShowAsync(shell.Screen, output ?? $"{id}", told => TryAsync(part, output, force, told, cancellationToken)); }
            catch (Exception failure) when (failures < Tries && Failure.IsOfConnection(failure) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(policy.After(failures), Shell.Clock, cancellationToken);
            }
            finally { RemoveEmpty(part); }
        }
    }

    private async Task<Downloaded> TryAsync(string part, string? output, bool force, IProgress<FileProgress>? told, CancellationToken cancellationToken)
    {
        string? contentType;
        string target;
        await using (var held = LocalFiles.Try(part, () => new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)))
        {
            var tag = await ReadTagAsync(part, cancellationToken);
            using var download = await shell.Files.DownloadAsync(id, held.Length, tag, thumbnail, cancellationToken);
            target = TargetOf(output, download.Name);
            CheckFree(target, force);
            if (download.Offset != held.Length) { held.SetLength(download.Offset); }
            LocalFiles.Try(part, () => WriteTag(part, download.Tag));
            held.Seek(0, SeekOrigin.End);
            await CopyAsync(download, held, told, cancellationToken);
            contentType = download.ContentType;
        }

        LocalFiles.Try(target, () => Place(part, target, force));
        return new(id, target, contentType, new FileInfo(target).Length);
    }

    private static async Task CopyAsync(FileDownload download, FileStream part, IProgress<FileProgress>? told, CancellationToken cancellationToken)
    {
        await using var source = await download.ReadAsync(cancellationToken);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var piece = new byte[PieceBytes];
        while (true)
        {
            silence.CancelAfter(SilenceLimit);
            var read = await source.ReadAsync(piece, silence.Token);
            if (read is 0) { break; }
            LocalFiles.Try(part.Name, () =>
            {
                part.Write(piece, 0, read);
                return true;
            });
            told?.Report(new(part.Length, download.Total));
        }

        if (download.Total is { } total && part.Length != total) { throw new IOException($"The file broke off after {part.Length} of {total} bytes."); }
    }

    private static string FolderOf(string? output)
    {
        if (output is null) { return "."; }
        return Directory.Exists(output) ? output : Path.GetDirectoryName(Path.GetFullPath(output))!;
    }

    private string TargetOf(string? output, string? name) =>
        output is null || Directory.Exists(output) ? Path.Combine(output ?? ".", SafeFileName.Of(name, id)) : output;

    private static void CheckFree(string target, bool force)
    {
        if (Directory.Exists(target)) { throw new LocalFileException($"{target} is a folder."); }
        if (!force && Path.Exists(target)) { throw new LocalFileException($"{target} is there already; --force writes over it."); }
    }

    private static async Task<string?> ReadTagAsync(string part, CancellationToken cancellationToken) =>
        File.Exists(part + "-tag") ? await File.ReadAllTextAsync(part + "-tag", cancellationToken) : null;

    private static bool WriteTag(string part, string? tag)
    {
        if (tag is null) { File.Delete(part + "-tag"); } else { File.WriteAllText(part + "-tag", tag); }
        return true;
    }

    // A refused download leaves nothing behind.
    private static void RemoveEmpty(string part)
    {
        if (new FileInfo(part) is not { Exists: true, Length: 0 }) { return; }
        File.Delete(part);
        File.Delete(part + "-tag");
    }

    private static bool Place(string part, string target, bool force)
    {
        File.Move(part, target, overwrite: force);
        File.Delete(part + "-tag");
        return true;
    }
}
