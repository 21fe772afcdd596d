namespace Chat.Native.Pictures;

public enum PictureFit
{
    /// <summary>Inside the box, keeping its shape, never enlarged.</summary>
    Inside,

    /// <summary>Exactly the box; what does not fit is cut where the eye looks least.</summary>
    Fill,
}

/// <summary>The box a picture goes into, and whether all frames of an animation go along or only the first.</summary>
public sealed record PictureScale(int Width, int Height, PictureFit Fit = PictureFit.Inside, bool AllFrames = false);

/// <summary>What is written, without any of the metadata that was read.</summary>
/// <param name="Quality">1 to 100, for the lossy formats.</param>
public sealed record PictureSave(PictureFormat Format, int Quality);

/// <param name="Height">Of one frame.</param>
public sealed record WrittenPicture(byte[] Bytes, int Width, int Height, int Frames);

/// <summary>Three bytes a pixel, red first, rows from the top.</summary>
public sealed record PicturePixels(byte[] Rgb, int Width, int Height);
