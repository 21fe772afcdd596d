using Chat.Contracts.Messages;

namespace Chat.Core.Files;

/// <summary>A file as the database knows it; its bytes lie in the <see cref="FileFolder"/>.</summary>
public sealed class StoredFile
{
    public required Guid Id { get; init; }

    /// <summary>Absent once that account is gone: what it sent to others stays with them.</summary>
    public Guid? UploaderId { get; init; }

    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public bool HasThumbnail { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last put into a message. From then on only messages say who may read it.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>What is kept is what this server wrote; when that is another format, the name says so.</summary>
    internal StoredFile As(Picture picture) => new()
    {
        Id = Id,
        UploaderId = UploaderId,
        Name = picture.Info.ContentType == ContentType ? Name : Path.ChangeExtension(Name, ".webp"),
        ContentType = picture.Info.ContentType,
        Size = picture.Bytes.Length,
        Width = picture.Info.Width,
        Height = picture.Info.Height,
        HasThumbnail = true,
        CreatedAt = CreatedAt,
    };

    public Attachment ToAttachment() => new()
    {
        Id = Id,
        Name = Name,
        ContentType = ContentType,
        Size = Size,
        Url = $"/api/files/{Id}",
        ThumbnailUrl = HasThumbnail ? $"/api/files/{Id}?thumbnail=true" : null,
        Width = Width,
        Height = Height,
    };
}
