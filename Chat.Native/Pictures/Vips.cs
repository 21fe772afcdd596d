using System.Buffers;

namespace Chat.Native.Pictures;

/// <summary>Pictures through libvips: header, scaled copy, pixels. Failures are <see cref="VipsException"/> and nothing else.</summary>
/// <remarks>Look at the header first and refuse what is too large; the other calls decode.</remarks>
public static unsafe class Vips
{
    public static bool IsAvailable => VipsLibrary.Api is not null;

    /// <summary>Why pictures do not work here and what to do, or null when they do.</summary>
    public static string? WhyNot => VipsLibrary.WhyNot;

    public static PictureHeader ReadHeader(ReadOnlyMemory<byte> picture)
    {
        var api = VipsLibrary.Required;
        using var pinned = picture.Pin();
        var loader = api.FindLoadBuffer((byte*)pinned.Pointer, (nuint)picture.Length);
        if (loader is null) { throw new VipsException(VipsLibrary.TakeError(api)); }
        var name = new string((sbyte*)loader);

        using var load = new VipsOperation(name).Set("buffer", pinned, picture.Length).Set("access", "sequential").Run();
        using var image = load.TakeImage("out");
        return new(FormatOf(name), image.Width, image.PageHeight, image.Pages, image.Orientation);
    }

    /// <summary>Upright, in sRGB, scaled while it is read where the format allows that, and written without metadata.</summary>
    public static WrittenPicture Write(
        ReadOnlyMemory<byte> picture, PictureScale scale, PictureSave save, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var pinned = picture.Pin();
        using var load = Scale(pinned, picture.Length, scale, trueColours: true);
        using var image = load.TakeImage("out");
        using var stop = cancellationToken.UnsafeRegister(static stopped => ((VipsImage)stopped!).Stop(), image);
        using var saving = PictureSavers.For(save);
        try
        {
            var bytes = saving.Set("in", image).Run().TakeBytes("buffer");
            return new(bytes, image.Width, image.PageHeight, image.Height / image.PageHeight);
        }
        catch (VipsException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>What a model looks at: upright, in sRGB, without transparency, at most <paramref name="maxSide"/> on either side.</summary>
    public static PicturePixels ReadPixels(ReadOnlyMemory<byte> picture, int maxSide)
    {
        using var decoded = Decode(picture, maxSide);
        return new(decoded.Rgb.ToArray(), decoded.Width, decoded.Height);
    }

    /// <summary>The same without a copy. Colours are as stored: to turn them into a screen's takes twenty times as long as all else, and no model sees it.</summary>
    public static DecodedPicture Decode(ReadOnlyMemory<byte> picture, int maxSide)
    {
        using var pinned = picture.Pin();
        using var load = Scale(pinned, picture.Length, new(maxSide, maxSide), trueColours: false);
        using var scaled = load.TakeImage("out");
        using var colour = new VipsOperation("colourspace").Set("in", scaled).Set("space", "srgb").Run();
        using var coloured = colour.TakeImage("out");
        if (coloured.Bands == 3) { return coloured.ToPixels(); }

        using var flatten = new VipsOperation("flatten").Set("in", coloured).Set("background", "255").Run();
        using var flat = flatten.TakeImage("out");
        return flat.ToPixels();
    }

    private static VipsOperation Scale(MemoryHandle pinned, int length, PictureScale scale, bool trueColours)
    {
        var load = new VipsOperation("thumbnail_buffer")
            .Set("buffer", pinned, length)
            .Set("width", scale.Width)
            .Set("height", scale.Height)

            // For the loader. The operation's own "fail-on" does not reach it from a buffer (8.18.7): half a photo would pass.
            .Set("option-string", scale.AllFrames ? "[fail-on=truncated,n=-1]" : "[fail-on=truncated]");
        if (trueColours) { load.Set("output-profile", "srgb"); }
        return (scale.Fit == PictureFit.Fill ? load.Set("crop", "attention") : load.Set("size", "down")).Run();
    }

    private static PictureFormat FormatOf(string loader) => loader switch
    {
        _ when loader.StartsWith("VipsForeignLoadJpeg", StringComparison.Ordinal) => PictureFormat.Jpeg,
        _ when loader.StartsWith("VipsForeignLoadPng", StringComparison.Ordinal) => PictureFormat.Png,
        _ when loader.StartsWith("VipsForeignLoadNsgif", StringComparison.Ordinal) => PictureFormat.Gif,
        _ when loader.StartsWith("VipsForeignLoadWebp", StringComparison.Ordinal) => PictureFormat.Webp,
        _ when loader.StartsWith("VipsForeignLoadHeif", StringComparison.Ordinal) => PictureFormat.Avif,
        _ => throw new VipsException($"{loader} is not one of the loaders Chat uses"),
    };
}
