using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Files;

/// <summary>For the sender until it is in a message; from then on for those who can see such a message. For others it does not exist.</summary>
public sealed class ReadFile(IChatDb db, IFileUses uses, FileFolder folder, ILogger<ReadFile> logger)
{
    private static readonly Refusal NoFile = Refusal.NotFound("There is no such file.");

    public async Task<Result<OpenedFile>> HandleAsync(Caller caller, Guid id, bool thumbnail, CancellationToken cancellationToken)
    {
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (file is null || !await MayReadAsync(file, caller, cancellationToken)) { return NoFile; }
        if (thumbnail && !file.HasThumbnail) { return NoFile; }
        if (folder.Open(id, thumbnail) is { } content) { return new OpenedFile(file, content, thumbnail); }

        logger.FileMissing(id);
        return Refusal.Unavailable("This file does not lie on this server's disk; its operator has to look for it.");
    }

    private async Task<bool> MayReadAsync(StoredFile file, Caller caller, CancellationToken cancellationToken) =>
        file.ClaimedAt is null ? file.UploaderId == caller.AccountId : await uses.IsShownToAsync(file.Id, caller.AccountId, cancellationToken);
}

/// <summary>The bytes are open: they can be read to the end even if the file is removed meanwhile.</summary>
public sealed record OpenedFile(StoredFile File, FileStream Content, bool IsThumbnail)
{
    public string ContentType => IsThumbnail ? ContentTypes.Webp : File.ContentType;

    public string Name => IsThumbnail ? Path.ChangeExtension(File.Name, ".webp") : File.Name;

    /// <summary>A file never changes, so its id is as good as a hash.</summary>
    public string Tag => IsThumbnail ? $"{File.Id:N}-thumbnail" : $"{File.Id:N}";
}
