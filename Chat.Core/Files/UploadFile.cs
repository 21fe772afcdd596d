using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Files.Blanking;
using Chat.Core.Results;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Files;

/// <summary>Takes a file: to the disk as it comes, judged by its content, and into the database last.</summary>
public sealed class UploadFile(
    FileQuota quota, UploadPlaces places, FileFolder folder, PictureIntake pictures, FileBlanking blanking, TimeProvider clock,
    ILogger<UploadFile> logger)
{
    private static readonly Refusal DiskFull =
        Refusal.Unavailable("This server's disk is full, so it takes no files; its operator has to make room.");

    public async Task<Result<Attachment>> HandleAsync(Caller caller, FileUpload upload, CancellationToken cancellationToken)
    {
        var entered = await places.EnterAsync(caller.AccountId, cancellationToken);
        if (entered.IsRefused(out var refusal, out var place)) { return refusal; }
        using (place)
        {
            var limit = await quota.LimitAsync(caller.AccountId, cancellationToken);
            if (limit.Bytes <= 0 || upload.DeclaredLength > limit.Bytes) { return limit.Refusal; }
            try { return await TakeAsync(caller, upload, limit, cancellationToken); }
            catch (IOException failure) when (FileDisk.IsFull(failure))
            {
                logger.DiskFull();
                return DiskFull;
            }
        }
    }

    private async Task<Result<Attachment>> TakeAsync(Caller caller, FileUpload upload, UploadLimit limit, CancellationToken cancellationToken)
    {
        using var draft = folder.Begin(Guid.CreateVersion7(clock.GetUtcNow()));
        if ((await draft.ReceiveAsync(upload.Content, limit, cancellationToken)).IsRefused(out var refusal, out var received)) { return refusal; }
        if (upload.CheckRestAsync is { } check && await check(cancellationToken) is { } extra) { return extra; }
        if ((await DescribeAsync(draft, caller, upload, received, cancellationToken)).IsRefused(out refusal, out var file)) { return refusal; }

        draft.Keep();
        if (await quota.AddAsync(file, caller.AccountId, cancellationToken) is { } spent)
        {
            draft.Discard();
            return spent;
        }

        draft.Settle();
        logger.FileTaken(file.Id, file.Size, file.ContentType);
        return file.ToAttachment();
    }

    private async Task<Result<StoredFile>> DescribeAsync(
        FileDraft draft, Caller caller, FileUpload upload, Received received, CancellationToken cancellationToken)
    {
        var file = new StoredFile
        {
            Id = draft.Id,
            UploaderId = caller.AccountId,
            Name = FileNames.Clean(upload.Name),
            ContentType = received.ContentType,
            Size = received.Size,
            CreatedAt = clock.GetUtcNow(),
        };

        // One that cannot be read cannot be rid of what it tells about its sender, so it is not taken at all.
        if (FileBlanking.Knows(file.ContentType))
        {
            return await blanking.BlankAsync(draft, file.ContentType, cancellationToken) is { } broken ? broken : file;
        }

        if (ContentTypes.KindOf(received.ContentType) is not FileKind.Image) { return file; }
        if ((await pictures.TakeAsync(draft, received.Size, cancellationToken)).IsRefused(out var refusal, out var picture)) { return refusal; }
        return file.As(picture);
    }
}
