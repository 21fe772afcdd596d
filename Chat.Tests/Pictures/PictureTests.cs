using Chat.Core.Files;
using Chat.Core.Results;
using Chat.Native.Pictures;
using Chat.Tests.Running;
using Chat.Vision.Pictures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Pictures;

/// <summary>The real library behind the real port.</summary>
public abstract class PictureTests : IDisposable
{
    private readonly DecodeGate _gate = new(Environment.ProcessorCount);

    protected PictureTests() => Pictures = new VipsPictures(_gate, TimeProvider.System, NullLogger<VipsPictures>.Instance);

    internal IPictures Pictures { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static T Done<T>(Result<T> result) =>
        result.Match(value => value, refusal => throw new Xunit.Sdk.XunitException($"refused: {refusal.Code}: {refusal.Sentence}"));

    protected static Refusal Refused<T>(Result<T> result) =>
        result.Match(_ => throw new Xunit.Sdk.XunitException("it was not refused"), refusal => refusal);

    internal static (byte Red, byte Green, byte Blue) PixelAt(ReadOnlyMemory<byte> picture, double x, double y)
    {
        var pixels = Vips.ReadPixels(picture, PictureLimits.MaxSide);
        var at = 3 * ((int)(y * (pixels.Height - 1)) * pixels.Width + (int)(x * (pixels.Width - 1)));
        return (pixels.Rgb[at], pixels.Rgb[at + 1], pixels.Rgb[at + 2]);
    }

    internal static bool IsRed((byte Red, byte Green, byte Blue) pixel) => pixel is { Red: > 200, Green: < 60, Blue: < 60 };

    internal static bool IsBlue((byte Red, byte Green, byte Blue) pixel) => pixel is { Red: < 60, Green: < 60, Blue: > 200 };

    /// <summary>Every photo in the media folder.</summary>
    internal static IEnumerable<byte[]> RealPhotos() =>
        Directory.EnumerateFiles(Requires.Media(), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
}
