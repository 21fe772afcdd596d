using System.Buffers.Binary;
using System.Text;
using Chat.Tests.Pictures;

namespace Chat.Tests.Files;

/// <summary>A HEIF file as phones write it: boxes around pixels that nobody here can decode, with EXIF, XMP and a description beside them.</summary>
internal sealed record MadeHeif
{
    public static readonly byte[] Pixels = [.. Enumerable.Range(0, 700).Select(n => (byte)(n * 7 + 1))];

    public static readonly byte[] Exif = [0, 0, 0, 6, .. "Exif\0\0"u8, .. MadePictures.Exif(orientation: 6)];

    public static readonly byte[] Xmp = Encoding.ASCII.GetBytes($"<x:xmpmeta>{MadePictures.Place}</x:xmpmeta>");

    public byte InfeVersion { get; init; } = 2;

    public byte IlocVersion { get; init; } = 1;

    public bool ExifInItemData { get; init; }

    /// <summary>Where EXIF is said to lie, when that is not where it lies.</summary>
    public uint? ExifAt { get; init; }

    public uint? ExifLength { get; init; }

    public byte[] After { get; init; } = [];

    public byte[] Bytes()
    {
        // Twice, since what is in front decides where it lies.
        var front = Front(0);
        return [.. Front((uint)front.Length + 8), .. Box("mdat", ExifInItemData ? [] : Exif, Pixels, Xmp), .. After];
    }

    public static byte[] Box(string type, params byte[][] parts) =>
        [.. Int((uint)(8 + parts.Sum(part => part.Length))), .. Encoding.ASCII.GetBytes(type), .. parts.Aggregate(new MemoryStream(), Append).ToArray()];

    public static byte[] Int(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

    private static MemoryStream Append(MemoryStream all, byte[] part)
    {
        all.Write(part);
        return all;
    }

    private byte[] Front(uint media)
    {
        var exifAt = ExifAt ?? (ExifInItemData ? 0 : media);
        var pixelsAt = media + (ExifInItemData ? 0 : (uint)Exif.Length);
        return
        [
            .. Box("ftyp", "heic\0\0\0\0mif1heic"u8.ToArray()),
            .. Box("meta", [0, 0, 0, 0],
                Box("hdlr", new byte[24]),
                Box("pitm", [0, 0, 0, 0, 0, 1]),
                Box("iinf", [0, 0, 0, 0, 0, 3], Item(1, "hvc1\0"), Item(2, "Exif\0"), Item(3, "mime\0application/rdf+xml\0")),
                Box("iprp", Box("ipco", Box("ispe", new byte[12]), Box("udes", [0, 0, 0, 0], Encoding.ASCII.GetBytes(MadePictures.Place)))),
                Box("idat", ExifInItemData ? Exif : []),
                Box("iloc", [IlocVersion, 0, 0, 0, 0x44, 0], IlocVersion == 2 ? Int(3) : Short(3),
                    Place(1, 0, pixelsAt, (uint)Pixels.Length),
                    Place(2, ExifInItemData ? 1 : 0, exifAt, ExifLength ?? (uint)Exif.Length),
                    Place(3, 0, pixelsAt + (uint)Pixels.Length, (uint)Xmp.Length))),
        ];
    }

    private byte[] Item(int id, string rest) =>
        Box("infe", [InfeVersion, 0, 0, 0], InfeVersion == 3 ? Int((uint)id) : Short(id), Short(0), Encoding.ASCII.GetBytes(rest));

    private byte[] Place(int id, int method, uint at, uint length) =>
    [
        .. IlocVersion == 2 ? Int((uint)id) : Short(id),
        .. IlocVersion == 0 ? [] : Short(method),
        0, 0, 0, 1,
        .. Int(at),
        .. Int(length),
    ];
}
