using System.Text;
using Chat.Native.Pictures;

namespace Chat.Tests.Pictures;

/// <summary>Pictures in every format, made from a PNG with the library's own writers, and what phones add to them.</summary>
internal static class MadePictures
{
    public const string Place = "GPS of a home";

    /// <summary>48.8583 degrees in three fractions, as cameras write it.</summary>
    private static readonly byte[] Latitude = [0, 0, 0, 48, 0, 0, 0, 1, 0, 0, 0, 51, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 1];

    public static byte[] LatitudeBytes => Latitude;

    public static byte[] Save(byte[] png, string saver, params (string Name, string Value)[] options) => Save(png, saver, [], options);

    /// <param name="before">An operation between reading and writing, with its arguments: "colourspace" with "space=cmyk".</param>
    public static byte[] Save(byte[] png, string saver, (string Operation, string Name, string Value)[] before,
        params (string Name, string Value)[] options)
    {
        using var pinned = new ReadOnlyMemory<byte>(png).Pin();
        using var load = new VipsOperation("pngload_buffer").Set("buffer", pinned, png.Length).Run();
        var image = load.TakeImage("out");
        foreach (var (operation, name, value) in before)
        {
            using var last = image;
            using var change = new VipsOperation(operation).Set("in", last).Set(name, value).Run();
            image = change.TakeImage("out");
        }

        using (image)
        {
            using var save = new VipsOperation(saver).Set("in", image);
            foreach (var (name, value) in options) { save.Set(name, value); }
            return save.Run().TakeBytes("buffer");
        }
    }

    public static byte[] Jpeg(byte[] png, params (string Operation, string Name, string Value)[] before) =>
        Save(png, "jpegsave_buffer", before, ("Q", "95"), ("subsample-mode", "off"));

    /// <summary>Frames stand one below the other in the PNG.</summary>
    public static byte[] Gif(byte[] png, int frameHeight) => Save(png, "gifsave_buffer", ("page-height", $"{frameHeight}"));

    public static byte[] Webp(byte[] png, int frameHeight) =>
        Save(png, "webpsave_buffer", ("page-height", $"{frameHeight}"), ("lossless", "true"));

    public static byte[] Avif(byte[] png) => Save(png, "heifsave_buffer", ("compression", "av1"), ("effort", "0"));

    /// <summary>What a phone writes beside the pixels: EXIF with orientation and place, XMP, IPTC and a comment.</summary>
    public static byte[] WithPhoneMetadata(byte[] jpeg, byte orientation) =>
    [
        .. jpeg.AsSpan(0, 2),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(orientation)]),
        .. Segment(0xE1, Encoding.ASCII.GetBytes($"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{Place}</x:xmpmeta>")),
        .. Segment(0xED, Encoding.ASCII.GetBytes($"Photoshop 3.0\08BIM\u0004\u0004\0\0\0\0\0\u0012\u001c\u0002\u0078\0{Place}")),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(Place)),
        .. jpeg.AsSpan(2),
    ];

    /// <summary>A big-endian TIFF: one directory with orientation and description, one with the latitude.</summary>
    public static byte[] Exif(byte orientation)
    {
        const byte gpsAt = 8 + 2 + 3 * 12 + 4, textAt = gpsAt + 2 + 2 * 12 + 4, latitudeAt = textAt + 14;
        return
        [
            .. "MM\0*"u8, 0, 0, 0, 8,
            0, 3,
            .. Entry(0x010E, 2, (byte)(Place.Length + 1), [0, 0, 0, textAt]),
            .. Entry(0x0112, 3, 1, [0, orientation, 0, 0]),
            .. Entry(0x8825, 4, 1, [0, 0, 0, gpsAt]),
            0, 0, 0, 0,
            0, 2,
            .. Entry(0x0001, 2, 2, [(byte)'N', 0, 0, 0]),
            .. Entry(0x0002, 5, 3, [0, 0, 0, latitudeAt]),
            0, 0, 0, 0,
            .. Encoding.ASCII.GetBytes(Place), 0,
            .. Latitude,
        ];
    }

    private static byte[] Entry(ushort tag, byte type, byte count, byte[] value) =>
        [(byte)(tag >> 8), (byte)tag, 0, type, 0, 0, 0, count, .. value];

    private static byte[] Segment(byte marker, byte[] data)
    {
        var length = data.Length + 2;
        return [0xFF, marker, (byte)(length >> 8), (byte)length, .. data];
    }
}
