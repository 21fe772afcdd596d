namespace Chat.Core.Files;

/// <summary>Says what a file is by its first bytes. Its name and what the sender claims are never asked.</summary>
public static class ContentTypes
{
    /// <summary>How much of a file is worth reading for <see cref="Detect"/>.</summary>
    public const int HeadBytes = 4_096;

    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string Gif = "image/gif";
    public const string Webp = "image/webp";
    public const string Avif = "image/avif";
    public const string Heic = "image/heic";
    public const string Bmp = "image/bmp";
    public const string Tiff = "image/tiff";
    public const string Svg = "image/svg+xml";
    public const string Mp4 = "video/mp4";
    public const string QuickTime = "video/quicktime";
    public const string WebM = "video/webm";
    public const string WebMAudio = "audio/webm";
    public const string Matroska = "video/x-matroska";
    public const string Mp4Audio = "audio/mp4";
    public const string Mp3 = "audio/mpeg";
    public const string Aac = "audio/aac";
    public const string Ogg = "audio/ogg";
    public const string OggVideo = "video/ogg";
    public const string Wav = "audio/wav";
    public const string Flac = "audio/flac";
    public const string Pdf = "application/pdf";
    public const string Zip = "application/zip";
    public const string Gzip = "application/gzip";
    public const string Html = "text/html";
    public const string Xml = "application/xml";
    public const string Text = "text/plain";
    public const string Unknown = "application/octet-stream";

    // What a browser shows or plays without running anything in it. All else is saved, never opened: new formats start safe.
    private static readonly HashSet<string> InlineSafe =
    [
        Jpeg, Png, Gif, Webp, Avif, Bmp, Mp4, QuickTime, WebM, Matroska, OggVideo,
        WebMAudio, Mp4Audio, Mp3, Aac, Ogg, Wav, Flac, Text,
    ];

    public static string Detect(ReadOnlySpan<byte> head) =>
        Signatures.Detect(head) ?? IsoMedia.Detect(head) ?? ZipFlavours.Detect(head) ?? Markup.Detect(head);

    public static bool IsInlineSafe(string contentType) => InlineSafe.Contains(contentType);

    public static FileKind KindOf(string contentType) => contentType switch
    {
        Jpeg or Png or Gif or Webp or Avif => FileKind.Image,
        _ when contentType.StartsWith("audio/", StringComparison.Ordinal) => FileKind.Audio,
        _ when contentType.StartsWith("video/", StringComparison.Ordinal) => FileKind.Video,
        _ => FileKind.File,
    };
}
