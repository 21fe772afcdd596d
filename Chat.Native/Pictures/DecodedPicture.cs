namespace Chat.Native.Pictures;

/// <summary>Pixels where libvips left them: nothing is copied, and the memory goes back when this is disposed.</summary>
public sealed unsafe class DecodedPicture : IDisposable
{
    private readonly VipsApi _api = VipsLibrary.Required;
    private byte* _pixels;
    private readonly int _length;

    internal DecodedPicture(byte* pixels, int length, int width, int height)
    {
        _pixels = pixels;
        (_length, Width, Height) = (length, width, height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Three bytes a pixel, red first, rows from the top.</summary>
    public ReadOnlySpan<byte> Rgb => new(_pixels, _length);

    public void Dispose()
    {
        if (_pixels is null) { return; }
        _api.Free(_pixels);
        _pixels = null;
    }
}
