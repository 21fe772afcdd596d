namespace Chat.Native.Pictures;

public enum PictureFormat
{
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
}

/// <summary>What a picture claims in its header; no pixel was decoded to learn it.</summary>
/// <param name="Width">As stored, before <paramref name="Orientation"/> is applied.</param>
/// <param name="Height">Of one frame.</param>
/// <param name="Frames">1 for a still.</param>
/// <param name="Orientation">EXIF's 1 to 8.</param>
public sealed record PictureHeader(PictureFormat Format, int Width, int Height, int Frames, int Orientation)
{
    /// <summary>5 to 8 lie on their side.</summary>
    public bool IsTurned => Orientation is >= 5 and <= 8;
}
