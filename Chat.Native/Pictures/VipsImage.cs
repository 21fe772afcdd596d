using System.Runtime.InteropServices;

namespace Chat.Native.Pictures;

/// <summary>One reference to a lazy libvips image: pixels are made when something is written from it.</summary>
internal sealed unsafe class VipsImage : SafeHandle
{
    private readonly VipsApi _api = VipsLibrary.Required;

    public VipsImage(nint image)
        : base(0, ownsHandle: true) => SetHandle(image);

    public override bool IsInvalid => handle == 0;

    public int Width => _api.ImageGetWidth(handle);

    public int Height => _api.ImageGetHeight(handle);

    public int Bands => _api.ImageGetBands(handle);

    /// <summary>Of one frame; an animation is loaded as a tall strip of them.</summary>
    public int PageHeight => _api.ImageGetPageHeight(handle);

    /// <summary>Frames the file claims to hold, loaded or not.</summary>
    public int Pages => _api.ImageGetPages(handle);

    /// <summary>EXIF's 1 to 8; 5 and above are turned on their side.</summary>
    public int Orientation => _api.ImageGetOrientation(handle);

    /// <summary>Makes whatever is writing this image fail soon: it is asked between strips of pixels.</summary>
    public void Stop() => _api.ImageSetKill(handle, 1);

    /// <summary>All pixels, one byte a band, rows from the top.</summary>
    public DecodedPicture ToPixels()
    {
        nuint length;
        var pixels = _api.ImageWriteToMemory(handle, &length);
        if (pixels is null) { throw new VipsException(VipsLibrary.TakeError(_api)); }
        if (length == (nuint)Width * (nuint)Height * 3) { return new(pixels, checked((int)length), Width, Height); }
        _api.Free(pixels);
        throw new VipsException("these are not three bytes a pixel");
    }

    protected override bool ReleaseHandle()
    {
        _api.ObjectUnref(handle);
        return true;
    }
}
